import type { Lacking, Past, Unmeasured } from '../../contracts/artefacts/proof.ts';
import { daysBetween } from '../../contracts/business-day.ts';
import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import { write } from '../reports/format.ts';
import { createPast } from './create-past.ts';
import { daysNeeded, type PastAsk, type PastDates, type PastGround, pastDates } from './past-dates.ts';
import { type PastCells, type ReadRequest, readPast } from './read-past.ts';
import { pastOf } from './weigh-past.ts';

export type PastRequest = Omit<ReadRequest, 'table'>;

/** What the past tells of a business, horizon by horizon. */
export interface PastPeriods {
  /**
   * What customers brought and who stayed in the latest period of each horizon's length that is over, by customers who then were
   * as those of the campaign are now, and how closely the days before go with it.
   */
  measure(request: PastRequest): Promise<(Past | Unmeasured)[]>;
  /** The table that holds the customers of a horizon that has been measured. */
  tableOf(horizonDays: number): string;
}

/** Fewer past customers have no spread worth a plan. */
const fewest = 30;

/** The customers of each horizon are read once, whoever asks; of those asked for together, in one pass. */
export function pastPeriods(warehouse: Warehouse, ground: PastGround): PastPeriods {
  const tables = new Map<number, string>();
  const create = async (periods: readonly PastDates[]): Promise<void> => {
    const fresh = periods.filter(({ horizonDays }) => !tables.has(horizonDays));
    if (fresh.length === 0) return;
    const table = `past_rows_${fresh.map(({ horizonDays }) => horizonDays).join('_')}`;
    await createPast(warehouse, ground, fresh, table);
    for (const { horizonDays } of fresh) tables.set(horizonDays, table);
  };
  const tableOf = (horizonDays: number): string => {
    const table = tables.get(horizonDays);
    if (table === undefined) throw new Error(`The past over ${horizonDays} days was not measured`);
    return table;
  };
  const measure = async ({ horizons, ...how }: PastRequest): Promise<(Past | Unmeasured)[]> => {
    const asks = horizons.map((horizonDays): PastAsk => ({ ...ground, horizonDays }));
    await create(asks.flatMap((ask) => pastDates(ask) ?? []));
    const known = horizons.filter((horizonDays) => tables.has(horizonDays));
    const cells = new Map<string, PastCells>();
    for (const table of new Set(known.map(tableOf))) {
      const own = known.filter((horizonDays) => tableOf(horizonDays) === table);
      cells.set(table, await readPast(warehouse, { table, horizons: own, ...how }));
    }
    return asks.map((ask) => {
      const dates = pastDates(ask);
      return dates === null ? shortHistory(ask) : weighed(dates, cells.get(tableOf(ask.horizonDays))!);
    });
  };
  return { measure, tableOf };
}

function weighed({ horizonDays, past: from, beforeDays }: PastDates, read: PastCells): Past | Unmeasured {
  const own = read.cells.filter((cell) => cell.horizon_days === horizonDays);
  const past = own.filter(({ is_past }) => is_past === 1);
  const customers = past.reduce((sum, { n }) => sum + n, 0);
  if (customers < fewest)
    return unmeasured(horizonDays, { code: 'few-customers', customers, on: from, needed: fewest });
  const cappedAt = read.caps.find((one) => one.horizon_days === horizonDays)?.cap ?? null;
  const now = own.filter(({ is_past }) => is_past === 0);
  return { horizonDays, from, beforeDays, cappedAt, ...pastOf({ past, now }) };
}

function shortHistory(ask: PastAsk): Unmeasured {
  const days = Math.max(0, daysBetween(ask.history.start, ask.asOf));
  return unmeasured(ask.horizonDays, { code: 'short-history', days, needed: daysNeeded(ask) });
}

const unmeasured = (horizonDays: number, lacking: Lacking): Unmeasured => ({
  horizonDays,
  why: whyLacking(lacking),
  lacking,
});

function whyLacking(lacking: Lacking): string {
  if (lacking.code === 'short-history')
    return `the data cover ${write.days(lacking.days)}, and ${write.days(lacking.needed)} are needed to see such a period and something before it`;
  return `${write.count(lacking.customers)} customers were there on ${lacking.on}, and a spread takes ${lacking.needed}`;
}
