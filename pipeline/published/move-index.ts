import { writeDocument } from '../../contracts/artefacts/document.ts';
import { type PublishedIndex, publishedIndexDocument } from '../../contracts/artefacts/published-index.ts';
import { HoldfastError } from '../../contracts/errors.ts';
import { keys } from '../../contracts/keys.ts';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import { listedRun } from './listed-run.ts';
import { publishedRun } from './published-run.ts';
import { inOrder, readIndex } from './read-index.ts';

/** Says that the lists of a date are about to change, so that whoever publishes next looks there if this run stops half-way. */
export const announceDate = (store: ObjectStore, asOf: string): Promise<void> =>
  moveIndex(store, async (index) =>
    index.pending.includes(asOf) ? index : { ...index, pending: [...index.pending, asOf].sort() },
  );

/**
 * Moves the index to what the manifests of the lists say of every pending date. It takes nothing from the run that calls
 * it: of two that publish the same date at once, both write the run whose lists stand.
 */
export const settleDates = (store: ObjectStore): Promise<void> =>
  moveIndex(store, async (index) => {
    let settled = index;
    for (const asOf of index.pending) settled = await settle(store, settled, asOf);
    return settled;
  });

/** A date whose lists are being replaced, or whose run is not complete, stays pending. */
async function settle(store: ObjectStore, index: PublishedIndex, asOf: string): Promise<PublishedIndex> {
  const listed = await listedRun(store, asOf);
  const run = listed === null ? null : await publishedRun(store, listed);
  if (run === null) return index;
  return {
    runs: inOrder([...index.runs.filter((one) => one.asOf !== asOf), run]),
    pending: index.pending.filter((date) => date !== asOf),
  };
}

/** Others may move it meanwhile: then what is there is changed again. */
const attempts = 20;

async function moveIndex(
  store: ObjectStore,
  change: (index: PublishedIndex) => Promise<PublishedIndex>,
): Promise<void> {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const { index, tag } = await readIndex(store);
    const changed = await change(index);
    if (tag !== null && changed === index) return;
    const condition = tag === null ? { ifAbsent: true } : { ifMatch: tag };
    if ((await writeDocument(store, publishedIndexDocument, keys.published(), changed, condition)).put)
      return;
  }
  throw new HoldfastError(
    `${store.locate(keys.published())} was moved by others ${attempts} times while this run tried to. Run again.`,
  );
}
