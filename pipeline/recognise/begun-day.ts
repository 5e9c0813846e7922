import { daysBetween } from '../../contracts/business-day.ts';
import type { DayCount } from './day-count.ts';

/** The last day is held against so many days with rows before it, all within twice as many days of the calendar. */
const compared = 28;
/** Fewer days, or days of fewer rows, show no rule that a day could break. */
const fewestDays = 7;
const fewestRows = 8;
/** A day ends early that ends so many minutes before every other. */
const early = 60;

/**
 * Whether the last of the days has only begun: it has fewer rows than each of the days before it and ends an hour before
 * the earliest of them or, where times have no clock, has fewer than chance makes of the quietest of them.
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
  return last.rows < quietest - 3 * Math.sqrt(quietest);
}

const minuteOf = (clock = '00:00'): number => 60 * Number(clock.slice(0, 2)) + Number(clock.slice(3, 5));

const median = (days: readonly DayCount[]): number =>
  days.map(({ rows }) => rows).sort((a, b) => a - b)[days.length >> 1] ?? 0;
