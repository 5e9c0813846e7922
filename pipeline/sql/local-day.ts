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
export function localDay(at: string, span: DaySpan): string {
  const { first, changes } = offsetsOf(span);
  let offset = first;
  const pieces: string[] = [];
  for (const { day, begins, ends, offset: next } of changes) {
    pieces.push(
      `when ${at} < ${begins} then ${shifted(at, offset)}`,
      `when ${at} < ${ends} then date ${literal(day)}`,
    );
    offset = next;
  }
  const last = shifted(at, offset);
  return pieces.length === 0 ? last : `case ${pieces.join(' ')} else ${last} end`;
}

/** A day on which the clock is changed: its first instant, that of the next day, and the offset from then on. */
interface Change {
  readonly day: string;
  readonly begins: string;
  readonly ends: string;
  readonly offset: number;
}

interface Offsets {
  readonly first: number;
  readonly changes: readonly Change[];
}

/** Each day of a span is asked for its first instant, which a metric's every text would ask again. */
const known = new Map<string, Offsets>();

function offsetsOf(span: DaySpan): Offsets {
  const name = `${span.from} ${span.until} ${span.timeZone}`;
  const offsets = known.get(name) ?? findOffsets(span);
  known.set(name, offsets);
  return offsets;
}

function findOffsets({ from, until, timeZone }: DaySpan): Offsets {
  const first = offsetAt(from, timeZone);
  const changes: Change[] = [];
  let offset = first;
  for (let day = addDays(from, 1); daysBetween(day, until) >= 0; day = addDays(day, 1)) {
    const now = offsetAt(day, timeZone);
    if (now === offset) continue;
    const changed = addDays(day, -1);
    const [begins, ends] = [instantOf(changed, timeZone), instantOf(day, timeZone)];
    changes.push({ day: changed, begins, ends, offset: now });
    offset = now;
  }
  return { first, changes };
}

const instantOf = (day: string, timeZone: string): string =>
  `timestamp ${literal(sqlInstant(startOfDay(day, timeZone)))}`;

/** Seconds by which a day's first instant comes before midnight in UTC. */
const offsetAt = (day: string, timeZone: string): number =>
  (Date.parse(`${day}T00:00:00Z`) - startOfDay(day, timeZone).getTime()) / 1000;

const shifted = (at: string, seconds: number): string =>
  seconds === 0 ? `cast(${at} as date)` : `cast(date_add('second', ${seconds}, ${at}) as date)`;
