import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import type { DayCount } from '../recognise/day-count.ts';
import { literal } from '../sql/sql-text.ts';

/** The day of an instant in UTC on the wall calendar of a time zone. */
const localDay = (at: string, timeZone: string): string =>
  timeZone === 'UTC'
    ? `cast(${at} as date)`
    : `cast(at_timezone(with_timezone(${at}, 'UTC'), ${literal(timeZone)}) as date)`;

/**
 * Rows per day of the business, in the order of days. Times are counted by the minute first: a zone is dear to apply.
 * @param from a table, or a query in parentheses
 */
export async function countDays(
  warehouse: Warehouse,
  { from, at, timeZone }: { readonly from: string; readonly at: string; readonly timeZone: string },
): Promise<DayCount[]> {
  const minutes = `select date_trunc('minute', ${at}) as minute_at, count(*) as n from ${from} r
    where ${at} is not null group by date_trunc('minute', ${at})`;
  const rows = await warehouse.rows(
    `select cast(day as varchar) as day, cast(sum(n) as double) as n
     from (select ${localDay('minute_at', timeZone)} as day, n from (${minutes}) m) d group by day order by day`,
  );
  return rows.map((row) => ({ day: String(row.day), rows: Number(row.n) }));
}
