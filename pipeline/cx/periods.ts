import { addDays } from '../../contracts/business-day.ts';
import type { CxConfig } from '../../contracts/config/cx.ts';
import { literal } from '../sql/sql-text.ts';

export const grains = ['day', 'week', 'month', 'four weeks'] as const;
export type Grain = (typeof grains)[number];

/** Whole days of the business, from the first to the last. */
export interface Period {
  readonly grain: Grain;
  readonly first: string;
  readonly last: string;
}

/** Blocks of four weeks back from the as-of date: as many as hold the figures of a year and a half. */
const blocks = 20;

/** Four weeks, and what they are held against: thirteen weeks earlier, so that weekdays agree. */
export const fourWeeks = 28;
export const weeksBefore = 91;

/** Every period that is over at the as-of date, oldest first within each grain. Weeks begin on Monday. */
export const periodsUntil = (asOf: string, { days, weeks, months }: CxConfig): Period[] => [
  ...inSteps('day', addDays(asOf, -days), asOf, 1),
  ...inSteps('week', addDays(mondayOf(asOf), -7 * weeks), mondayOf(asOf), 7),
  ...monthsUntil(asOf, months),
  ...blocksUntil(asOf),
];

function inSteps(grain: Grain, from: string, until: string, step: number): Period[] {
  const periods: Period[] = [];
  for (let first = from; addDays(first, step) <= until; first = addDays(first, step)) {
    periods.push({ grain, first, last: addDays(first, step - 1) });
  }
  return periods;
}

function monthsUntil(asOf: string, months: number): Period[] {
  const end = `${asOf.slice(0, 8)}01`;
  const starts = Array.from({ length: months + 1 }, (_, i) => monthsBefore(end, months - i));
  return starts
    .slice(0, -1)
    .map((first, i) => ({ grain: 'month', first, last: addDays(starts[i + 1]!, -1) }));
}

/** Blocks end at the as-of date, at each week before it, so that a metric that settles later has a last one too. */
function blocksUntil(asOf: string): Period[] {
  const ends = Array.from({ length: 4 * blocks }, (_, i) => addDays(asOf, -7 * (4 * blocks - 1 - i)));
  return ends.map((end) => ({
    grain: 'four weeks',
    first: addDays(end, -fourWeeks),
    last: addDays(end, -1),
  }));
}

function monthsBefore(first: string, months: number): string {
  const date = new Date(`${first}T00:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() - months);
  return date.toISOString().slice(0, 10);
}

/** The Monday on or before a day. */
function mondayOf(day: string): string {
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
  return addDays(day, -weekday);
}

/** SELECT of the periods as a relation. */
export function periodsSelect(periods: readonly Period[]): string {
  const rows = periods.map(
    ({ grain, first, last }) => `(${literal(grain)}, date ${literal(first)}, date ${literal(last)})`,
  );
  return `select * from (values ${rows.join(', ')}) as p (grain, first_day, last_day)`;
}
