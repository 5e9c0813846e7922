import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import type { ColumnProfile } from '../../contracts/profile.ts';
import { quantile } from '../read/measure.ts';
import { moment } from '../read/moment.ts';
import { type Recognised, tableOf } from '../tables/which-source.ts';

export interface TermDays {
  /** Share of the rows with both times on which the second does not lie before the first. */
  readonly ordered: number;
  /** Share of them on which the two are of different days. */
  readonly apart: number;
  /** Days between the two on the middle row. */
  readonly median: number;
  /** Share of them that last as long, to a few days: months and years differ in length. */
  readonly atMedian: number;
}

const fewDays = 3;
/** A year with some days of grace is a year. */
const fewOf = 0.05;

/** How long it is from one time of a table to another. Null where no row has both. */
export async function termDays(
  warehouse: Warehouse,
  table: Pick<Recognised, 'input' | 'query'>,
  { start, end }: { readonly start: ColumnProfile; readonly end: ColumnProfile },
): Promise<TermDays | null> {
  const [from, to] = [start, end].map(moment);
  if (from === null || to === null) return null;
  const rows = await warehouse.rows(
    `select date_diff('day', ${from}, ${to}) as days, count(*) as n from ${tableOf(table)} group by 1 order by 1`,
  );
  const counts = rows.flatMap(({ days, n }) =>
    days === null ? [] : [{ gap: Number(days), times: Number(n) }],
  );
  const all = counts.reduce((sum, { times }) => sum + times, 0);
  const ordered = counts.reduce((sum, { gap, times }) => sum + (gap >= 0 ? times : 0), 0);
  const same = counts.reduce((sum, { gap, times }) => sum + (gap === 0 ? times : 0), 0);
  if (all === 0) return null;
  const median = quantile(counts, 0.5);
  const few = Math.max(fewDays, fewOf * median);
  const near = counts.filter(({ gap }) => Math.abs(gap - median) <= few);
  const atMedian = near.reduce((sum, { times }) => sum + times, 0) / all;
  return { ordered: ordered / all, apart: 1 - same / all, median, atMedian };
}
