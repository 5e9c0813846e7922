import { readDocument } from '../../contracts/artefacts/document.ts';
import {
  type PublishedIndex,
  type PublishedRun,
  publishedIndexDocument,
} from '../../contracts/artefacts/published-index.ts';
import { keys } from '../../contracts/keys.ts';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import { listedRun } from './listed-run.ts';
import { publishedRun } from './published-run.ts';

/** The index, and the tag that a change of it must match; the tag is null where the store has none yet. */
export interface IndexAt {
  readonly index: PublishedIndex;
  readonly tag: string | null;
}

/** What is published. A store from before there was an index is read from the manifests of its runs. */
export async function readIndex(store: ObjectStore): Promise<IndexAt> {
  const tag = await store.tag(keys.published());
  const found = tag === null ? null : await readDocument(store, publishedIndexDocument, keys.published());
  return found === null ? { index: await indexOfManifests(store), tag: null } : { index: found.value, tag };
}

/** One run a date: the one whose lists stand there, else the last by id. */
async function indexOfManifests(store: ObjectStore): Promise<PublishedIndex> {
  const ids = (await store.list('runs/')).flatMap(
    ({ key }) => /^runs\/([^/]+)\/manifest\.json$/.exec(key)?.[1] ?? [],
  );
  const byDate = new Map<string, PublishedRun>();
  for (const id of ids.sort()) {
    const run = await publishedRun(store, id);
    if (run === null) continue;
    const there = byDate.get(run.asOf);
    if (there === undefined || (await listedRun(store, run.asOf)) !== there.run) byDate.set(run.asOf, run);
  }
  return { runs: inOrder([...byDate.values()]), pending: [] };
}

/** Oldest first. */
export const inOrder = (runs: readonly PublishedRun[]): PublishedRun[] =>
  [...runs].sort((a, b) => (a.asOf < b.asOf ? -1 : 1));
