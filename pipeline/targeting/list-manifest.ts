import { parseDocument, sha256 } from '../../contracts/artefacts/document.ts';
import type { ListManifest, PublishedFile } from '../../contracts/artefacts/list-manifest.ts';
import { listManifestDocument } from '../../contracts/artefacts/list-manifest.ts';
import { HoldfastError } from '../../contracts/errors.ts';
import { keys } from '../../contracts/keys.ts';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';

/** Stands in the manifest's place while a run publishes: for a reader, no list. */
export const claimText = (run: string): string =>
  `${JSON.stringify({ state: 'publishing', run, files: [] }, null, 2)}\n`;

/** The manifest of the list published for an as-of date; null where there is none or it is being replaced. */
export async function readListManifest(store: ObjectStore, asOf: string): Promise<ListManifest | null> {
  const bytes = await store.get(keys.listManifest(asOf));
  return bytes && parseManifest(bytes, store.locate(keys.listManifest(asOf)));
}

/**
 * A manifest from its bytes; null where a claim stands in its place.
 * @throws HoldfastError where they are neither
 */
export function parseManifest(bytes: Uint8Array, place: string): ListManifest | null {
  const found = parseDocument(listManifestDocument, bytes, place);
  return found.state === 'publishing' ? null : found;
}

/**
 * The bytes of a file that a manifest names.
 * @throws HoldfastError where they are not those it names: the list is being replaced, or was changed by hand.
 */
export async function readListedFile(
  store: ObjectStore,
  file: Pick<PublishedFile, 'key' | 'sha256'>,
): Promise<Uint8Array> {
  const bytes = await store.get(file.key);
  if (bytes !== null && sha256(bytes) === file.sha256) return bytes;
  throw notNamed(store, file.key);
}

/** Where a file is not the one that its manifest names. */
export const notNamed = (store: ObjectStore, key: string): HoldfastError =>
  new HoldfastError(
    `${store.locate(key)} is not the file that its manifest names: the list is being replaced, or was changed by hand. Read the manifest again; if they still differ, run the list again.`,
  );
