import { daysBetween } from '../../contracts/business-day.ts';
import { gammaAbove } from '../../models/numerics.ts';
import type { DayCount } from './day-count.ts';

/** The last day is held against so many days with rows before it, all within twice as many days of the calendar. */
const compared = 28;
/** Fewer days, or days of fewer rows, show no rule that a day could break. */
const fewestDays = 7;
const fewestRows = 8;
/** Chance makes no day of so few rows more often than once in so many. */
const byChance = 0.001;
/** A day ends early that ends so many minutes before every other. */
const early = 60;

/**
 * Whether the last of the days has only begun: it has fewer rows than each of the days before it and ends an hour before
 * the earliest of them or, where times have no clock, has fewer than chance makes of days that differ as these do.
 * @param days each once, in order
 */
export function hasOnlyBegun(days: readonly DayCount[]): boolean {
  const last = days.at(-1);
  if (last === undefined) return false;
  const before = days
    .slice(0, -1)
    .slice(-compared)
    .filter(({ day }) => daysBetween(day, last.day) <= 2 * compared);
  const quietest = Math.min(...before.map(({ rows }) => rows));
  if (before.length < fewestDays || median(before) < fewestRows || last.rows >= quietest) return false;
  const ends = before.map(({ latest }) => minuteOf(latest));
  if (Math.max(...ends) > 0) return minuteOf(last.latest) + early <= Math.min(...ends);
  return chanceOf(last.rows, before) < byChance;
}

/** How likely a day has so few rows, were rows to come as they please; days that differ more tell as much less. */
function chanceOf(rows: number, days: readonly DayCount[]): number {
  const mean = days.reduce((sum, day) => sum + day.rows, 0) / days.length;
  const variance = days.reduce((sum, day) => sum + (day.rows - mean) ** 2, 0) / (days.length - 1);
  const spread = Math.max(1, variance / mean);
  return gammaAbove(mean / spread, rows / spread + 1);
}

const minuteOf = (clock = '00:00'): number => 60 * Number(clock.slice(0, 2)) + Number(clock.slice(3, 5));

const median = (days: readonly DayCount[]): number =>
  days.map(({ rows }) => rows).sort((a, b) => a - b)[days.length >> 1] ?? 0;
