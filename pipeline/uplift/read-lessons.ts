import type { Feature } from '../../contracts/feature.ts';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import type { FeatureTable } from '../../models/types.ts';
import { type ColumnDraft, columnDraft, finishColumn, putValues } from '../tables/column-draft.ts';
import { openParquet, readColumns, requireColumns } from '../tables/parquet-columns.ts';

/** Customers of finished campaigns, column by column, ordered by id. */
export interface Lessons {
  /** The features at the draw. */
  readonly table: FeatureTable;
  /** 1 where contacted. */
  readonly contacted: Float64Array;
  /** Chance of being held out with which the customer was drawn. */
  readonly heldOut: Float64Array;
  /** 1 where the customer was there at the end of the horizon. */
  readonly kept: Float64Array;
  /** Chance of leaving as it was scored for the list; NaN where it was not. */
  readonly risk: Float64Array;
  /** The play of the contact, or the one that it would have been. */
  readonly play: readonly string[];
}

const own = ['is_contact', 'held_out', 'kept', 'risk'] as const;

/** Reads the lessons through files that do not stay: memory depends on the customers of the campaigns. */
export async function readLessons(
  warehouse: Warehouse,
  store: ObjectStore,
  select: string,
  { prefix, features }: { readonly prefix: string; readonly features: readonly Feature[] },
): Promise<Lessons> {
  await clear(store, prefix);
  const files = await warehouse.unload(select, prefix, { orderBy: ['customer_id'] });
  const rows = files.reduce((sum, file) => sum + file.rows, 0);
  const drafts = draftsOf(features, rows);
  let first = 0;
  for (const { key } of files) {
    const file = await openParquet(store, key);
    requireColumns(file, [...drafts.keys()]);
    await readColumns(file, [...drafts.keys()], (name, values, row) =>
      putValues(drafts.get(name)!, values, first + row),
    );
    first += file.rows;
  }
  await clear(store, prefix);
  return finish(drafts, features, rows);
}

function draftsOf(features: readonly Feature[], rows: number): Map<string, ColumnDraft> {
  const drafts = new Map<string, ColumnDraft>();
  for (const name of own) drafts.set(name, columnDraft('number', rows));
  drafts.set('play', columnDraft('category', rows));
  for (const { name, kind } of features) drafts.set(name, columnDraft(kind, rows));
  return drafts;
}

function finish(
  drafts: ReadonlyMap<string, ColumnDraft>,
  features: readonly Feature[],
  rowCount: number,
): Lessons {
  const numbers = (name: (typeof own)[number]) => drafts.get(name) as Float64Array;
  const play = finishColumn('play', drafts.get('play')!);
  return {
    table: { rowCount, columns: features.map(({ name }) => finishColumn(name, drafts.get(name)!)) },
    contacted: numbers('is_contact'),
    heldOut: numbers('held_out'),
    kept: numbers('kept'),
    risk: numbers('risk'),
    play: play.kind === 'category' ? Array.from(play.codes, (code) => play.levels[code] ?? '') : [],
  };
}

async function clear(store: ObjectStore, prefix: string): Promise<void> {
  for (const { key } of await store.list(prefix)) await store.delete(key);
}
