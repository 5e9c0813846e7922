import { HoldfastError } from '../../contracts/errors.ts';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import { openParquet } from '../tables/parquet-columns.ts';

/** Where scores lie, and what counts them. */
export interface ScoredPlace {
  readonly store: ObjectStore;
  readonly openWarehouse: () => Promise<Warehouse>;
  /** Prefix of the scores. */
  readonly scores: string;
}

export interface CountedScores {
  /** Rows of scores. */
  readonly rows: number;
  /** Different customers among them. */
  readonly customers: number;
  readonly active: number;
}

/** Counts the scores, in a warehouse of its own. */
export async function countScores({ openWarehouse, scores }: ScoredPlace): Promise<CountedScores> {
  const warehouse = await openWarehouse();
  try {
    await warehouse.attach('scores', scores);
    const [counted] = await warehouse.rows(
      'select count(*) as n, count(distinct customer_id) as customers, count_if(active) as active from scores',
    );
    const { n, customers, active } = counted ?? {};
    return { rows: Number(n), customers: Number(customers), active: Number(active) };
  } finally {
    await warehouse.close();
  }
}

/** Counts the scores; null where a file of them is cut. Whatever else keeps the warehouse from counting is thrown. */
export async function countReadable(place: ScoredPlace): Promise<CountedScores | null> {
  try {
    return await countScores(place);
  } catch (error) {
    if (error instanceof HoldfastError && (await hasCutFile(place))) return null;
    throw error;
  }
}

async function hasCutFile({ store, scores }: ScoredPlace): Promise<boolean> {
  for (const { key, size } of await store.list(scores)) {
    const isWhole = await openParquet(store, key, size).then(
      () => true,
      () => false,
    );
    if (!isWhole) return true;
  }
  return false;
}

/** Whether every customer has one row of scores. */
export const isComplete = ({ rows, customers }: CountedScores, expected: number | undefined): boolean =>
  rows === expected && customers === expected;
