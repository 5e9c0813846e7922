import type { ObjectStore } from '../contracts/ports/object-store.ts';
import type { UnloadedFile } from '../contracts/ports/warehouse.ts';
import type { FeatureTable } from '../models/types.ts';
import { columnDraft, finishColumn, putValues } from '../pipeline/tables/column-draft.ts';
import { openParquet, readColumns } from '../pipeline/tables/parquet-columns.ts';
import type { PlannedFeature, TablePlan } from './plan.ts';

/** All that is known of each row but its features, in the order of the table. */
export interface FlatRows {
  readonly count: number;
  /** As written; the row's number, from 1, where the table has no ids; blank where this row has none. */
  readonly ids: readonly string[];
  /** Index of the row's id among the different ids. */
  readonly customer: Int32Array;
  readonly customers: number;
  /** 1, 0 or NaN. */
  readonly churned: Float64Array;
  readonly value: Float64Array;
  /** What the split column says; null without one. */
  readonly split: readonly (string | null)[] | null;
  /** Date of the split, days since 1970; null without one. */
  readonly day: Float64Array | null;
  readonly files: readonly UnloadedFile[];
}

/** Reads everything but the features. */
export async function readFlatRows(
  store: ObjectStore,
  files: readonly UnloadedFile[],
  plan: TablePlan,
): Promise<FlatRows> {
  const count = files.reduce((sum, { rows }) => sum + rows, 0);
  const numbers = {
    churned: new Float64Array(count),
    value: new Float64Array(count),
    day: new Float64Array(count),
  };
  const texts = {
    id: new Array<string | null>(count).fill(null),
    split: new Array<string | null>(count).fill(null),
  };
  let first = 0;
  for (const { key, rows } of files) {
    const file = await openParquet(store, key);
    await readColumns(file, ['churned', 'value', 'day'], (name, values, row) =>
      putValues(numbers[name as keyof typeof numbers], values, first + row),
    );
    await readColumns(file, ['id', 'split'], (name, values, row) => {
      const column = texts[name as keyof typeof texts];
      for (let i = 0; i < values.length; i++) column[first + row + i] = (values[i] as string | null) ?? null;
    });
    first += rows;
  }
  const ids = plan.id === null ? texts.id.map((_, row) => String(row + 1)) : texts.id.map((id) => id ?? '');
  return {
    count,
    ids,
    ...customersOf(ids),
    churned: numbers.churned,
    value: numbers.value,
    split: plan.split.kind === 'named' ? texts.split : null,
    day: plan.split.kind === 'dates' ? numbers.day : null,
    files,
  };
}

/** Rows without an id are nobody else's. */
function customersOf(ids: readonly string[]): Pick<FlatRows, 'customer' | 'customers'> {
  const index = new Map<string, number>();
  let customers = 0;
  const customer = Int32Array.from(ids, (id) => {
    const known = id === '' ? undefined : index.get(id);
    if (known !== undefined) return known;
    if (id !== '') index.set(id, customers);
    return customers++;
  });
  return { customer, customers };
}

/** Features of some rows of the table. @param wanted rising rows of the whole table */
export async function readFeatures(
  store: ObjectStore,
  { files }: Pick<FlatRows, 'files'>,
  features: readonly PlannedFeature[],
  wanted: Int32Array,
): Promise<FeatureTable> {
  const drafts = features.map(({ kind }) =>
    columnDraft(kind === 'category' ? kind : 'number', wanted.length),
  );
  const place = new Map(features.map(({ key }, f) => [key, drafts[f]!]));
  let [first, done] = [0, 0];
  for (const { key, rows } of files) {
    const own = wanted.subarray(done, lowerBound(wanted, first + rows));
    if (own.length > 0) {
      const start = first;
      const at = done;
      await readColumns(await openParquet(store, key), [...place.keys()], (name, values, row) => {
        const [from, to] = [lowerBound(own, start + row), lowerBound(own, start + row + values.length)];
        const some = Array.from(own.subarray(from, to), (wantedRow) => values[wantedRow - start - row]);
        putValues(place.get(name)!, some, at + from);
      });
    }
    done += own.length;
    first += rows;
  }
  return { rowCount: wanted.length, columns: features.map(({ name }, f) => finishColumn(name, drafts[f]!)) };
}

/** Entries below `value` in a rising list. */
function lowerBound(rising: Int32Array, value: number): number {
  let [low, high] = [0, rising.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rising[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
