import { addDays, daysBetween, sqlInstant, startOfDay } from '../../contracts/business-day.ts';
import { literal } from './sql-text.ts';

/** Days between which instants are placed, in a time zone. */
export interface DaySpan {
  readonly from: string;
  readonly until: string;
  readonly timeZone: string;
}

/**
 * SQL of the day that a wall clock shows at an instant in UTC. The offsets of the zone are written out, since an engine
 * takes far longer to apply a zone to each row; days on which the clock is changed are told by their first instants.
 * Before the span its first offset holds, after it the last.
 */
export function localDay(at: string, { from, until, timeZone }: DaySpan): string {
  const pieces: string[] = [];
  let offset = offsetAt(from, timeZone);
  for (let day = addDays(from, 1); daysBetween(day, until) >= 0; day = addDays(day, 1)) {
    const now = offsetAt(day, timeZone);
    if (now === offset) continue;
    const changed = addDays(day, -1);
    pieces.push(
      `when ${at} < ${instantOf(changed, timeZone)} then ${shifted(at, offset)}`,
      `when ${at} < ${instantOf(day, timeZone)} then date ${literal(changed)}`,
    );
    offset = now;
  }
  const last = shifted(at, offset);
  return pieces.length === 0 ? last : `case ${pieces.join(' ')} else ${last} end`;
}

const instantOf = (day: string, timeZone: string): string =>
  `timestamp ${literal(sqlInstant(startOfDay(day, timeZone)))}`;

/** Seconds by which a day's first instant comes before midnight in UTC. */
const offsetAt = (day: string, timeZone: string): number =>
  (Date.parse(`${day}T00:00:00Z`) - startOfDay(day, timeZone).getTime()) / 1000;

const shifted = (at: string, seconds: number): string =>
  seconds === 0 ? `cast(${at} as date)` : `cast(date_add('second', ${seconds}, ${at}) as date)`;
