import { readDocument } from '../../contracts/artefacts/document.ts';
import { planKeysDocument } from '../../contracts/artefacts/plan.ts';
import { HoldfastError } from '../../contracts/errors.ts';
import { type Folder, folders, keys } from '../../contracts/keys.ts';
import type { ObjectStore, StoredObject } from '../../contracts/ports/object-store.ts';
import { listedRun } from './listed-run.ts';
import { readIndex } from './read-index.ts';

/** What nobody needs any more, by folder. */
export interface Unneeded {
  readonly objects: readonly StoredObject[];
  readonly byFolder: Readonly<Partial<Record<Folder, { readonly files: number; readonly bytes: number }>>>;
}

/**
 * Objects of the folders that pass which no published run points to, and no run that is about to be. Lists, the ledger,
 * models and the index are in none of these folders. A run under way that has not come to its lists yet is not known: do
 * not remove anything while one is.
 */
export async function findUnneeded(store: ObjectStore): Promise<Unneeded> {
  const needed = await neededNames(store);
  const passing = (Object.keys(folders) as Folder[]).filter((folder) => folders[folder].kept === 'passing');
  const objects: StoredObject[] = [];
  const byFolder: Record<string, { files: number; bytes: number }> = {};
  for (const folder of passing) {
    const found = (await store.list(`${folder}/`)).filter(
      ({ key }) => !namesOf(key).some((name) => needed.has(name)),
    );
    if (found.length === 0) continue;
    objects.push(...found);
    byFolder[folder] = { files: found.length, bytes: found.reduce((sum, { size }) => sum + size, 0) };
  }
  return { objects, byFolder };
}

/**
 * Ids of runs, and keys of their stages, that something published points to.
 * @throws HoldfastError where a run's plan no longer says which they are: what it needs would go
 */
async function neededNames(store: ObjectStore): Promise<Set<string>> {
  const { index } = await readIndex(store);
  const pending = await Promise.all(index.pending.map((asOf) => listedRun(store, asOf)));
  const names = new Set<string>();
  for (const { run, scores } of index.runs) {
    const planned = await plannedNames(store, run);
    // the rules of a bucket remove plans and scores alike when they are old
    if (planned.length === 0 && isKeyed(scores) && (await store.list(scores)).length > 0)
      throw unplanned(store, run);
    for (const name of [run, ...planned, ...namesOf(scores)]) names.add(name);
  }
  for (const run of pending.filter((run) => run !== null)) {
    const planned = await plannedNames(store, run);
    if (planned.length === 0) throw unplanned(store, run);
    for (const name of [run, ...planned]) names.add(name);
  }
  return names;
}

async function plannedNames(store: ObjectStore, run: string): Promise<string[]> {
  const plan = await readDocument(store, planKeysDocument, keys.plan(run));
  return Object.values(plan?.value.keys ?? {});
}

/** By a version whose plans name keys: those before it kept all that a run wrote under the run's id. */
const isKeyed = (scores: string): boolean => scores.includes('/key=');

const unplanned = (store: ObjectStore, run: string): HoldfastError =>
  new HoldfastError(
    `${store.locate(keys.plan(run))} is missing or names no stages, so nothing can be removed: what the published run ${run} needs is not known. Restore it, or run that date again`,
  );

/** The ids that stand in the folders of an object's key: `runs/<id>/…`, `…/key=<id>/…`, and `…/run=<id>/…` of older stores. */
const namesOf = (key: string): string[] => [
  ...(key.startsWith('runs/') ? [key.split('/')[1] ?? ''] : []),
  ...[...key.matchAll(/(?:^|\/)(?:key|run)=([^/]+)\//g)].map(([, name]) => name!),
];
