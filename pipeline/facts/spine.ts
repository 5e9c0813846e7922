import type { Schedule, ScheduledDate } from '../../contracts/artefacts/schedule.ts';
import { addDays, sqlInstant, startOfDay } from '../../contracts/business-day.ts';
import type { Config } from '../../contracts/config/config.ts';
import type { Row, Warehouse } from '../../contracts/ports/warehouse.ts';
import { identifier, literal } from '../sql/sql-text.ts';
import { hashLimit } from './customer-share.ts';
import firstKnown from './first-known.sql';
import spine from './spine.sql';

/** Windows before the as-of date that families count in, in business days. */
export const windowDays = [1, 7, 14, 30, 90, 180, 275, 365] as const;

export interface Spine {
  /** Share of customers at the learning dates; 1 = all. */
  readonly sampleShare: number;
}

/** The scoring date holds every customer unless it is to hold the sample as well. */
interface SpineOptions {
  readonly wholeAtScoring: boolean;
}

/**
 * Creates the table `spine`: one row per customer and as-of date, with the instants that features and labels count from.
 * The scoring date holds every customer known by then; the other dates hold a sample of customers, the same at each date,
 * where all of them would be more than `training.maxRows`.
 */
export async function createSpine(
  warehouse: Warehouse,
  config: Config,
  schedule: Schedule,
  { wholeAtScoring }: SpineOptions = { wholeAtScoring: true },
): Promise<Spine> {
  await warehouse.create('as_of_dates', datesSelect(config, schedule));
  await warehouse.create('spine_candidates', firstKnown);
  const [counted] = await warehouse.rows(
    `select count(*) as n from spine_candidates c join as_of_dates d on c.known_from < d.as_of_at
     where not d.is_scoring`,
  );
  const sampleShare = Math.min(1, config.training.maxRows / Math.max(1, Number((counted as Row).n)));
  await warehouse.create('spine', spineSelect(config.training.seed, sampleShare, wholeAtScoring));
  return { sampleShare };
}

/**
 * Creates the table `spine` of some customers, each at dates of their own.
 * @param among table of them: `customer_id` and `as_of`, a row for each pair
 */
export async function createSpineAmong(
  warehouse: Warehouse,
  config: Config,
  schedule: Schedule,
  among: string,
): Promise<void> {
  await warehouse.create('as_of_dates', datesSelect(config, schedule));
  await warehouse.create('spine_candidates', firstKnown);
  await warehouse.create(
    'spine',
    `select row_number() over (order by d.as_of, c.customer_id) as spine_id, c.customer_id, d.*
     from spine_candidates c
     join as_of_dates d on c.known_from < d.as_of_at
     join ${identifier(among)} a on a.customer_id = c.customer_id and a.as_of = d.as_of`,
  );
}

/**
 * Replaces the table `spine` by periods that began earlier than its dates. Of a customer who came in the middle of one, the days
 * since count, as they do in the effects of campaigns.
 * @param periods table of them: `spine_id`, `customer_id`, `begins_at`, `ends_at` and `known_until`
 */
export function createSpineOfPeriods(warehouse: Warehouse, periods: string): Promise<void> {
  return warehouse.create(
    'spine',
    `select
       p.spine_id, p.customer_id, p.begins_at as as_of_at, p.ends_at as value_end_at,
       cast(null as timestamp) as full_value_end_at, p.known_until
     from ${identifier(periods)} p`,
  );
}

/**
 * Creates the table `as_of_dates` with one date, for what is asked of the business as a whole rather than of customers: its
 * first instant and those of the days at which windows before it begin.
 */
export function createAsOf(warehouse: Warehouse, asOf: string, timeZone: string): Promise<void> {
  const at = (day: string) => instant(sqlInstant(startOfDay(day, timeZone)));
  const windows = windowDays.map((days) => `${at(addDays(asOf, -days))} as since_${days}`);
  const columns = [`${literal(asOf)} as as_of`, `${at(asOf)} as as_of_at`, ...windows];
  return warehouse.create('as_of_dates', `select ${columns.join(', ')}`);
}

/** The same at an instant within a day; the windows before it are of whole 24 hours. */
export function createAsOfInstant(warehouse: Warehouse, at: Date): Promise<void> {
  const before = (days: number) => instant(sqlInstant(new Date(at.getTime() - days * 86_400_000)));
  const windows = windowDays.map((days) => `${before(days)} as since_${days}`);
  const columns = [`${literal(at.toISOString())} as as_of`, `${before(0)} as as_of_at`, ...windows];
  return warehouse.create('as_of_dates', `select ${columns.join(', ')}`);
}

function spineSelect(seed: number, share: number, wholeAtScoring: boolean): string {
  const salt = literal(`sample/${seed}/`);
  return spine
    .replaceAll('{{whole}}', share >= 1 ? 'true' : wholeAtScoring ? 'd.is_scoring' : 'false')
    .replaceAll('{{salt}}', salt)
    .replaceAll('{{limit}}', literal(hashLimit(share)));
}

function datesSelect(config: Config, { asOf, dates }: Schedule): string {
  const rows = dates.map((date) => `(${dateRow(config, asOf, date).join(', ')})`);
  const names = [
    'as_of',
    'is_scoring',
    'as_of_at',
    ...windowDays.map((days) => `since_${days}`),
    'lookback_at',
    'churn_end_at',
    'value_end_at',
    'full_value_end_at',
    'known_until',
  ];
  return `select * from (values ${rows.join(',\n  ')}) as d (${names.join(', ')})`;
}

function dateRow({ churn, business }: Config, scored: string, date: ScheduledDate): string[] {
  const at = (day: string) => instant(sqlInstant(startOfDay(day, business.timeZone)));
  return [
    literal(date.asOf),
    String(date.asOf === scored),
    instant(date.asOfAt),
    ...windowDays.map((days) => at(addDays(date.asOf, -days))),
    at(addDays(date.asOf, -churn.lookbackDays)),
    instant(date.churnEndAt),
    instant(date.valueEndAt),
    instant(date.fullValueEndAt),
    at(scored),
  ];
}

/** Trino gives a literal `timestamp '…'` the precision that is written, and Hive's tables take milliseconds only. */
const instant = (text: string | null): string =>
  `cast(${text === null ? 'null' : literal(text)} as timestamp)`;
