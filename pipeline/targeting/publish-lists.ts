import { readDocument, sha256 } from '../../contracts/artefacts/document.ts';
import {
  type ListManifest,
  listManifestDocument,
  type PublishedFile,
} from '../../contracts/artefacts/list-manifest.ts';
import { AnotherRunError, HoldfastError } from '../../contracts/errors.ts';
import { keys } from '../../contracts/keys.ts';
import type { Body, ObjectStore } from '../../contracts/ports/object-store.ts';
import { claimText, notNamed, parseManifest } from './list-manifest.ts';
import { stagedKey, stagedManifest } from './stage-lists.ts';
import { isContent, isStored, measured, storedParts } from './stored-parts.ts';

/**
 * Publishes the lists that a run has staged for an as-of date. The claim that takes the old manifest's place hides the
 * list while its files are replaced; the manifest takes the claim's place last, where nobody else claimed in between.
 * A reader who follows the manifest sees a whole list or none. Killed anywhere and run again, it ends with the same bytes.
 * @throws AnotherRunError where another publishes the same as-of date at the same time and this one lost.
 */
export async function publishLists(store: ObjectStore, run: string, asOf: string): Promise<ListManifest> {
  const staged = await readStaged(store, run);
  const { manifest } = staged;
  if (manifest.asOf !== asOf || manifest.run !== run) {
    throw new HoldfastError(`${store.locate(stagedKey(run, stagedManifest))} is of another run or date`);
  }
  if (await stands(store, staged)) return manifest;
  if ((await replaceList(store, staged)) || (await stands(store, staged))) return manifest;
  const other = await publisherOf(store, asOf);
  throw new AnotherRunError(
    `Another run publishes the lists of ${asOf} at the same time; run ${run} stopped. The lists of ${other === null ? 'the other' : `run ${other}`} count, as ${store.locate(keys.listManifest(asOf))} says. Nothing is wrong with the data. To have this run's lists, run it again once the other has ended.`,
  );
}

/** The run whose lists stand for a date, or are being put there. */
async function publisherOf(store: ObjectStore, asOf: string): Promise<string | null> {
  return (await readDocument(store, listManifestDocument, keys.listManifest(asOf)))?.value.run ?? null;
}

/** Claims the date, replaces the files and puts the manifest; answers false where another run came in between. */
async function replaceList(store: ObjectStore, { manifest, bytes }: Staged): Promise<boolean> {
  const claim = await claimDate(store, manifest);
  if (claim === null) return false;
  for (const file of manifest.files) {
    if (!(await putWhileClaimed(store, file, manifest))) return false;
  }
  return store.put(keys.listManifest(manifest.asOf), bytes, { ifMatch: claim });
}

interface Staged {
  readonly manifest: ListManifest;
  readonly bytes: Uint8Array;
}

async function readStaged(store: ObjectStore, run: string): Promise<Staged> {
  const key = stagedKey(run, stagedManifest);
  const bytes = await store.get(key);
  const manifest = bytes && parseManifest(bytes, store.locate(key));
  if (bytes === null || manifest === null) {
    throw new HoldfastError(
      `${store.locate(key)} is missing: run ${run} has no lists to publish. Run it again.`,
    );
  }
  return { manifest, bytes };
}

/** True where the list is published already, every file as the manifest names it. */
async function stands(store: ObjectStore, { manifest, bytes }: Staged): Promise<boolean> {
  const current = await store.get(keys.listManifest(manifest.asOf));
  if (current === null || sha256(current) !== sha256(bytes)) return false;
  for (const file of manifest.files) if (!(await isStored(store, file))) return false;
  return true;
}

/** Puts this run's claim in the manifest's place, whatever stands there; answers its tag, or null where another came. */
async function claimDate(store: ObjectStore, manifest: ListManifest): Promise<string | null> {
  const key = keys.listManifest(manifest.asOf);
  await putOver(store, key, claimText(manifest.run), await store.tag(key));
  const claim = await store.tag(key);
  return (await isClaimed(store, manifest)) ? claim : null;
}

/**
 * Replaces one file while the claim is ours. The tag is read before the claim: whoever claims later and replaces the
 * file first makes this put fail. A twin of this run that put the same bytes is no loss.
 */
async function putWhileClaimed(
  store: ObjectStore,
  file: PublishedFile,
  manifest: ListManifest,
): Promise<boolean> {
  const { key } = file;
  const tag = await store.tag(key);
  if (!(await isClaimed(store, manifest))) return false;
  return (await putOver(store, key, stagedParts(store, file, manifest), tag)) || isStored(store, file);
}

/** A staged file, part after part, which ends with an error where it is not the one that the manifest names. */
async function* stagedParts(
  store: ObjectStore,
  file: PublishedFile,
  { run }: ListManifest,
): AsyncGenerator<Uint8Array> {
  const key = stagedKey(run, file.name);
  const parts = measured(storedParts(store, { ...file, key }));
  yield* parts;
  if (!isContent(parts, file)) throw notNamed(store, key);
}

const putOver = (store: ObjectStore, key: string, body: Body, tag: string | null) =>
  store.put(key, body, tag === null ? { ifAbsent: true } : { ifMatch: tag });

async function isClaimed(store: ObjectStore, { asOf, run }: ListManifest): Promise<boolean> {
  const there = await store.get(keys.listManifest(asOf));
  return there !== null && new TextDecoder().decode(there) === claimText(run);
}
