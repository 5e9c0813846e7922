import type { Config, SourceConfig } from '../../contracts/config/config.ts';
import type { Row, Warehouse } from '../../contracts/ports/warehouse.ts';
import type { SourceName } from '../../contracts/sources/column.ts';
import { sourceContracts } from '../../contracts/sources/sources.ts';
import type { DayCount } from '../../pipeline/recognise/day-count.ts';
import { contractMoments } from '../../pipeline/sources/contract-days.ts';
import { mapSource, selectTexts, selectTyped } from '../../pipeline/sources/map-source.ts';
import { literal } from '../../pipeline/sql/sql-text.ts';

/** How often so many days lay between two purchase days of a customer that follow each other. */
export interface GapCount {
  readonly gap: number;
  readonly times: number;
}

const number = (value: Row[string] | undefined): number => Number(value ?? 0);

/** SELECT of a source's rows with the contract's columns, as the checks read them. */
export async function typedRows(warehouse: Warehouse, config: Config, name: SourceName): Promise<string> {
  const source = config.sources[name] as SourceConfig;
  const from = source.query === undefined ? (source.from ?? '') : `(${source.query})`;
  const columns = await warehouse.columns(from);
  const mapped = mapSource(sourceContracts[name], source, columns);
  return selectTyped(mapped, selectTexts(mapped, from), { currency: config.business.currency });
}

/** The day on which something happened, in the business's time zone. */
export const localDay = (at: string, timeZone: string): string =>
  timeZone === 'UTC'
    ? `cast(${at} as date)`
    : `cast(at_timezone(with_timezone(${at}, 'UTC'), ${literal(timeZone)}) as date)`;

/** The time of the day at which it happened there, `HH:MM`. */
const localClock = (at: string, timeZone: string): string => {
  const local = timeZone === 'UTC' ? at : `at_timezone(with_timezone(${at}, 'UTC'), ${literal(timeZone)})`;
  return `substr(cast(cast(${local} as timestamp) as varchar), 12, 5)`;
};

/** Rows of a source per day and when the last of them was, in the order of days. */
export async function countDays(warehouse: Warehouse, config: Config, name: SourceName): Promise<DayCount[]> {
  const at = sourceContracts[name].happenedAt;
  if (at === undefined) return [];
  return countMoments(warehouse, config, { from: `(${await typedRows(warehouse, config, name)})`, at });
}

/** Starts of contracts per day, with the ends that show that the files go on. */
export async function countContractDays(warehouse: Warehouse, config: Config): Promise<DayCount[]> {
  const rows = `(${await typedRows(warehouse, config, 'subscriptions')})`;
  return countMoments(warehouse, config, { from: await contractMoments(warehouse, rows), at: 'moment_at' });
}

async function countMoments(
  warehouse: Warehouse,
  { business: { timeZone } }: Config,
  { from, at }: { readonly from: string; readonly at: string },
): Promise<DayCount[]> {
  const rows = await warehouse.rows(
    `select cast(${localDay(at, timeZone)} as varchar) as day, count(*) as n, max(${localClock(at, timeZone)}) as latest
     from ${from} t where ${at} is not null group by 1 order by 1`,
  );
  return rows.map((row) => ({ day: String(row.day), rows: number(row.n), latest: String(row.latest) }));
}

/** Every gap between two days, one after the other, on which a customer bought (or, for events, was seen). */
export async function countGaps(
  warehouse: Warehouse,
  config: Config,
  name: 'orders' | 'events',
  before: string,
): Promise<GapCount[]> {
  const at = sourceContracts[name].happenedAt ?? '';
  const bought = name === 'orders' ? "and kind = 'sale' and amount > 0" : '';
  const rows = await warehouse.rows(
    `with days as (
       select distinct customer_id, ${localDay(at, config.business.timeZone)} as day
       from (${await typedRows(warehouse, config, name)}) t
       where customer_id is not null and ${at} is not null ${bought}
     ), gaps as (
       select date_diff('day', lag(day) over (partition by customer_id order by day), day) as gap
       from days where day < date ${literal(before)}
     )
     select gap, count(*) as n from gaps where gap is not null group by gap order by gap`,
  );
  return rows.map((row) => ({ gap: number(row.gap), times: number(row.n) }));
}

/** Gaps between the end of a contract's term and the customer's next term, where there is one. */
export async function countTermGaps(warehouse: Warehouse, config: Config): Promise<GapCount[]> {
  const rows = await warehouse.rows(
    `with terms as (
       select cast(ended_at as date) as ended,
         cast(lead(started_at) over (partition by customer_id order by started_at) as date) as next_start
       from (${await typedRows(warehouse, config, 'subscriptions')}) t
     )
     select date_diff('day', ended, next_start) as gap, count(*) as n from terms
     where next_start >= ended group by 1 order by 1`,
  );
  return rows.map((row) => ({ gap: number(row.gap), times: number(row.n) }));
}

/** Days by which rows arrive after what they tell of: the value that 99 in 100 rows do not exceed. */
export async function measureLag(warehouse: Warehouse, config: Config, name: SourceName): Promise<number> {
  const at = sourceContracts[name].happenedAt;
  if (at === undefined || !('known_at' in (config.sources[name]?.columns ?? {}))) return 0;
  const rows = await warehouse.rows(
    `select date_diff('day', cast(${at} as date), cast(known_at as date)) as gap, count(*) as n
     from (${await typedRows(warehouse, config, name)}) t where known_at >= ${at} group by 1 order by 1`,
  );
  return quantile(
    rows.map((row) => ({ gap: number(row.gap), times: number(row.n) })),
    0.99,
  );
}

/** The smallest gap that a share of all gaps does not exceed: exact, from the counts of each; 0 where there are none. */
export function quantile(gaps: readonly GapCount[], share: number): number {
  const all = gaps.reduce((sum, { times }) => sum + times, 0);
  let seen = 0;
  for (const { gap, times } of gaps) {
    seen += times;
    if (seen >= share * all) return gap;
  }
  return 0;
}
