import type { MapState } from '../definition.ts';
import type { Visit } from '../frame.ts';
import { type Fields, isFields, payloadLimit, sizeOf, type Value } from '../value.ts';
import { type Item, selectItem } from './items.ts';
import { readItems } from './read-items.ts';

/** What one child execution is given. */
export interface Unit {
  readonly input: Value;
  /** Items in it. */
  readonly items: number;
}

interface Batcher {
  readonly mostItems: number;
  readonly mostBytes: number;
  readonly around: Fields;
}

/** Input of each child execution in turn: an item, or a batch of them. */
export async function* unitsOf(state: MapState, visit: Visit): AsyncGenerator<Unit> {
  const batcher = await batcherOf(state, visit);
  const items = selected(state, visit);
  if (batcher) yield* batched(items, batcher);
  else for await (const input of items) yield { input, items: 1 };
}

async function* selected(state: MapState, visit: Visit): AsyncGenerator<Value> {
  for await (const item of readItems(state, visit)) yield selectItem(state, item satisfies Item, visit);
}

async function batcherOf({ ItemBatcher }: MapState, visit: Visit): Promise<Batcher | undefined> {
  if (ItemBatcher === undefined) return undefined;
  const { language, scope } = visit;
  const [items, bytes, BatchInput] = await Promise.all(
    ['MaxItemsPerBatch', 'MaxInputBytesPerBatch', 'BatchInput'].map((name) =>
      language.field(ItemBatcher, name, scope),
    ),
  );
  return {
    mostItems: Number(items ?? Number.POSITIVE_INFINITY),
    mostBytes: Math.min(Number(bytes ?? payloadLimit), payloadLimit),
    around: isFields(BatchInput) ? { BatchInput } : {},
  };
}

/** Batches of at most so many items and bytes; an item that is larger alone is a batch of its own. */
async function* batched(items: AsyncIterable<Value>, batcher: Batcher): AsyncGenerator<Unit> {
  const { mostItems, mostBytes, around } = batcher;
  const empty = sizeOf({ ...around, Items: [] });
  let batch: Value[] = [];
  let bytes = empty;
  for await (const item of items) {
    const size = sizeOf(item) + 1;
    if (batch.length > 0 && (batch.length === mostItems || bytes + size > mostBytes)) {
      yield { input: { ...around, Items: batch }, items: batch.length };
      batch = [];
      bytes = empty;
    }
    batch.push(item);
    bytes += size;
  }
  if (batch.length > 0) yield { input: { ...around, Items: batch }, items: batch.length };
}
