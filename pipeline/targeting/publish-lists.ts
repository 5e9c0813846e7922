import { sha256 } from '../../contracts/artefacts/document.ts';
import type { ListManifest } from '../../contracts/artefacts/list-manifest.ts';
import { HoldfastError } from '../../contracts/errors.ts';
import { keys } from '../../contracts/keys.ts';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import { claimText, parseManifest, readListedFile } from './list-manifest.ts';
import { stagedKey, stagedManifest } from './stage-lists.ts';

/**
 * Publishes the lists that a run has staged for an as-of date. The claim that takes the old manifest's place hides the
 * list while its files are replaced; the manifest takes the claim's place last, where nobody else claimed in between.
 * A reader who follows the manifest sees a whole list or none. Killed anywhere and run again, it ends with the same bytes.
 * @throws HoldfastError where another run publishes the same as-of date at the same time and this one lost.
 */
export async function publishLists(store: ObjectStore, run: string, asOf: string): Promise<ListManifest> {
  const staged = await readStaged(store, run);
  const { manifest } = staged;
  if (manifest.asOf !== asOf || manifest.run !== run) {
    throw new HoldfastError(`${store.locate(stagedKey(run, stagedManifest))} is of another run or date`);
  }
  if (await stands(store, staged)) return manifest;
  if ((await replaceList(store, staged)) || (await stands(store, staged))) return manifest;
  throw new HoldfastError(
    `Another run publishes the lists of ${asOf} at the same time; run ${run} stopped. ${store.locate(keys.listManifest(asOf))} names the run whose lists count. To have this run's, publish it again.`,
  );
}

/** Claims the date, replaces the files and puts the manifest; answers false where another run came in between. */
async function replaceList(store: ObjectStore, { manifest, bytes }: Staged): Promise<boolean> {
  const claim = await claimDate(store, manifest);
  if (claim === null) return false;
  for (const file of manifest.files) {
    const staged = await readListedFile(store, {
      key: stagedKey(manifest.run, file.name),
      sha256: file.sha256,
    });
    if (!(await putWhileClaimed(store, file.key, staged, manifest))) return false;
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
  for (const file of manifest.files) {
    const there = await store.get(file.key);
    if (there === null || sha256(there) !== file.sha256) return false;
  }
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
  key: string,
  bytes: Uint8Array,
  manifest: ListManifest,
): Promise<boolean> {
  const tag = await store.tag(key);
  if (!(await isClaimed(store, manifest))) return false;
  if (await putOver(store, key, bytes, tag)) return true;
  const there = await store.get(key);
  return there !== null && sha256(there) === sha256(bytes);
}

const putOver = (store: ObjectStore, key: string, bytes: Uint8Array | string, tag: string | null) =>
  store.put(key, bytes, tag === null ? { ifAbsent: true } : { ifMatch: tag });

async function isClaimed(store: ObjectStore, { asOf, run }: ListManifest): Promise<boolean> {
  const there = await store.get(keys.listManifest(asOf));
  return there !== null && new TextDecoder().decode(there) === claimText(run);
}
