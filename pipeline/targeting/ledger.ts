import { keys } from '../../contracts/keys.ts';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import { nextNumber } from '../tables/next-number.ts';
import { readParquet } from '../tables/parquet.ts';
import type { Draw } from './ledger-state.ts';
import { listParquet } from './list-files.ts';
import type { ListTable } from './list-table.ts';

/** Number of the file that the next draws go into. */
export async function nextFile(store: ObjectStore): Promise<number> {
  return nextNumber(await store.list(keys.ledger), store);
}

/**
 * Adds draws to the ledger as its next file. Whoever puts a number first has drawn: answers false, having written nothing,
 * where another run did.
 */
export async function appendDraws(store: ObjectStore, file: number, draws: ListTable): Promise<boolean> {
  return store.put(keys.arms(file), listParquet(draws), { ifAbsent: true });
}

/** A draw with what was planned for the customer. */
export interface DrawRow extends Draw {
  readonly play: string | null;
  readonly channel: string | null;
  readonly cost: number | null;
}

/** The draws of one file of the ledger; null where there is none yet. */
export async function readDraws(store: ObjectStore, file: number): Promise<DrawRow[] | null> {
  const bytes = await store.get(keys.arms(file));
  return bytes && ((await readParquet(bytes, drawColumns)) as unknown as DrawRow[]);
}

/** Columns of the ledger that decide about arms and budgets. */
export const drawColumns = [
  'customer_id',
  'campaign',
  'term',
  'as_of',
  'arm_until',
  'arm',
  'stratum',
  'share',
  'run',
  'draw',
  'play',
  'channel',
  'cost',
] as const satisfies readonly (keyof DrawRow)[];

/** How many a campaign drew, and how many of them it holds out, stratum by stratum. */
export type StratumCounts = ReadonlyMap<number, { readonly drawn: number; readonly heldOut: number }>;

/** The same of every campaign, by name; of one that is not there nobody was drawn. */
export type CampaignCounts = ReadonlyMap<string, StratumCounts>;

export const countsOf = (counts: CampaignCounts, { name }: { readonly name: string }): StratumCounts =>
  counts.get(name) ?? new Map();

/** The counts with more draws in them. */
export function countDraws(counts: CampaignCounts, draws: readonly Draw[]): CampaignCounts {
  const all = new Map(counts);
  for (const { campaign, stratum, arm } of draws) {
    const sums = new Map(all.get(campaign));
    const { drawn, heldOut } = sums.get(stratum) ?? { drawn: 0, heldOut: 0 };
    all.set(
      campaign,
      sums.set(stratum, { drawn: drawn + 1, heldOut: heldOut + (arm === 'control' ? 1 : 0) }),
    );
  }
  return all;
}
