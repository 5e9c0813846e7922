import type { ListManifest } from '../../contracts/artefacts/list-manifest.ts';
import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import { double, identifier } from '../sql/sql-text.ts';

export interface SizeRequest {
  /** Table of `rankedSelect`. */
  readonly ranked: string;
  /** Share of what can be saved that a contact is taken to save. */
  readonly savedShare: number;
  /** The priority at which the cheapest contact costs what it saves. */
  readonly priorityAbove: number;
  /** Priority is expected profit already, as finished campaigns taught it. */
  readonly byGain?: boolean;
  /** Places of all lists of the date together. */
  readonly listSize: number;
}

/** Sizes at equal distances, besides the list's own and the best. */
const steps = 20;

/**
 * What contacts are expected to earn over the size of the list, less the cost of the cheapest, before anybody is left alone. The
 * last size is the best: whoever comes after costs more than is saved. Money is summed as decimals, so that no order of
 * rows changes it.
 */
export async function profitBySize(
  warehouse: Warehouse,
  { ranked, savedShare, priorityAbove, byGain = false, listSize }: SizeRequest,
): Promise<ListManifest['profitBySize']> {
  const profit = byGain ? 'priority' : `${double(savedShare)} * (priority - ${double(priorityAbove)})`;
  const won = `cast(${profit} as decimal(18,4))`;
  const rows = await warehouse.rows(
    `select place, cast(profit as double) as profit from (
       select row_number() over (order by priority desc, customer_id) as place,
         sum(${won}) over (order by priority desc, customer_id rows between unbounded preceding and current row) as profit,
         count(*) over () as n
       from ${identifier(ranked)} where standing = 'candidate'${byGain ? ' and not is_harmed' : ''}
     ) v
     where place = n or place = ${Math.floor(listSize)} or place % cast(ceil(cast(n as double) / ${steps}e0) as bigint) = 0
     order by place`,
  );
  return rows.map(({ place, profit }) => ({ size: Number(place), profit: inCents(Number(profit)) }));
}

const inCents = (money: number): number => Math.round(100 * money) / 100;
