import type { Lacking, Past, Unmeasured } from '../../contracts/artefacts/proof.ts';
import { daysBetween } from '../../contracts/business-day.ts';
import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import { factsOnSpine } from '../facts/facts-on-spine.ts';
import { createSpine } from '../facts/spine.ts';
import { createActives, createLabels } from '../features/labels.ts';
import { write } from '../reports/format.ts';
import { double, literal } from '../sql/sql-text.ts';
import { numberRows } from './number-rows.ts';
import cellsText from './past-cells.sql';
import { daysNeeded, type PastAsk, type PastDates, pastDates, scheduleOf } from './past-dates.ts';
import rowsText from './past-rows.sql';
import { type Cell, type PastSums, pastOf } from './weigh-past.ts';

export interface PastRequest extends PastAsk {
  /** Condition on a row's `customer_id`: whom of today's customers the past ones are weighted to resemble. */
  readonly alike: string;
  /** Money above this quantile of the days before counts as the quantile; 1: as it is. */
  readonly winsorise: number;
}

/** More rows than this in all dates together add time, and nothing to a spread. */
const mostRows = 2_000_000;
/** Fewer past customers have no spread worth a plan. */
const fewest = 30;

/**
 * What customers brought and who stayed in the latest period of a horizon's length that is over, by customers who then
 * were as those of the campaign are now, and how closely the days before go with it.
 */
export async function measurePast(warehouse: Warehouse, request: PastRequest): Promise<Past | Unmeasured> {
  const { horizonDays, history, asOf } = request;
  const dates = pastDates(request);
  if (dates === null) {
    const days = Math.max(0, daysBetween(history.start, asOf));
    return unmeasured(horizonDays, { code: 'short-history', days, needed: daysNeeded(request) });
  }
  await createRows(warehouse, request, dates);
  const cappedAt = await capOf(warehouse, request.winsorise);
  const sums = await readSums(warehouse, { ...request, cappedAt });
  const customers = sums.past.reduce((sum, { n }) => sum + n, 0);
  if (customers < fewest)
    return unmeasured(horizonDays, { code: 'few-customers', customers, on: dates.past, needed: fewest });
  return { horizonDays, from: dates.past, beforeDays: dates.beforeDays, cappedAt, ...pastOf(sums) };
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

/** Creates `past_rows`, a row for each customer who was there then or is there now. Money is not discounted. */
async function createRows(warehouse: Warehouse, request: PastRequest, dates: PastDates): Promise<void> {
  const { training, churn, clv } = request.config;
  const config = {
    ...request.config,
    training: { ...training, maxRows: mostRows },
    clv: { ...clv, discountRate: 0 },
  };
  await createSpine(warehouse, config, scheduleOf(request, dates), { wholeAtScoring: false });
  const facts = factsOnSpine(warehouse);
  await createActives(facts, config);
  await createLabels(facts, config);
  const seen = churn.by === 'orders' ? 'seen_buying' : 'seen_active';
  await facts.create(
    'past_rows',
    filled(rowsText, {
      seen,
      past: literal(dates.past),
      past_before: literal(dates.before),
      now: literal(dates.now),
      now_before: literal(dates.nowBefore),
    }),
  );
}

/** The quantile of the days before, of all customers, as campaigns declare it; null: nothing is capped. */
async function capOf(warehouse: Warehouse, winsorise: number): Promise<number | null> {
  if (winsorise >= 1) return null;
  const [found] = await warehouse.rows(
    `select cast(max(case when place <= ceil(${double(winsorise)} * n) then earned_before end) as double) as cap from (
       select earned_before, row_number() over (order by earned_before, customer_id) as place, count(*) over () as n
       from past_rows where is_past = 1
     ) v`,
  );
  const cap = Number(found?.cap ?? 0);
  return cap > 0 ? cap : null;
}

async function readSums(
  warehouse: Warehouse,
  { alike, cappedAt }: Pick<PastRequest, 'alike'> & { cappedAt: number | null },
): Promise<PastSums> {
  const worth = await borders(warehouse, 'earned_before', [4, 8, 12, 16, 19]);
  const silence = await borders(warehouse, 'silent_days', [7, 14]);
  const capped = cappedAt === null ? 'r.earned_after' : `least(r.earned_after, ${decimal(cappedAt)})`;
  const cells = await numberRows<Cell>(
    warehouse,
    filled(cellsText, {
      worth_cell: cellSql('r.earned_before', [0, ...worth]),
      silence_cell: cellSql('r.silent_days', silence),
      capped,
      alike,
    }),
  );
  return {
    past: cells.filter(({ is_past }) => is_past === 1),
    now: cells.filter(({ is_past }) => is_past === 0),
  };
}

/** Highest values of some twentieths of the past customers who have one above zero. */
async function borders(warehouse: Warehouse, column: string, parts: readonly number[]): Promise<number[]> {
  const rows = await warehouse.rows(
    `select part, cast(max(${column}) as double) as border from (
       select ${column}, ntile(20) over (order by ${column}, customer_id) as part
       from past_rows where is_past = 1 and ${column} > 0
     ) v where part in (${parts.join(', ')}) group by part order by part`,
  );
  return [...new Set(rows.map(({ border }) => Number(border)))];
}

/** Number of the first border that a value does not pass; beyond all of them, how many there are. */
const cellSql = (column: string, borders: readonly number[]): string =>
  borders.length === 0
    ? '0'
    : `case ${borders.map((border, i) => `when cast(${column} as double) <= ${double(border)} then ${i}`).join(' ')} else ${borders.length} end`;

const decimal = (value: number): string => `cast(${Math.round(value * 100) / 100} as decimal(19, 2))`;

function filled(text: string, fillings: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const filling = fillings[name];
    if (filling === undefined) throw new Error(`No filling for {{${name}}}`);
    return filling;
  });
}
