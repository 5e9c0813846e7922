import { daysBetween } from '../contracts/business-day.ts';
import type { DayCount } from './measure.ts';

export interface DataSpan {
  readonly first: string;
  readonly last: string;
  /** Rows dated outside, which are mistakes or stand-ins such as 9999-12-31. */
  readonly stray: number;
}

/** Rows beyond a gap as long as this, if they are fewer than this share of all, are not believed. */
const longGap = 60;
const few = 0.001;

/** First and last day of the rows, without the few that lie far outside the rest; null where there are no rows. */
export function plausibleSpan(days: readonly DayCount[]): DataSpan | null {
  const all = days.reduce((sum, { rows }) => sum + rows, 0);
  const kept = trim(trim([...days], all).reverse(), all).reverse();
  const first = kept[0];
  const last = kept.at(-1);
  if (first === undefined || last === undefined) return null;
  return { first: first.day, last: last.day, stray: all - kept.reduce((sum, { rows }) => sum + rows, 0) };
}

/** Takes days off the front as long as they hold few rows and a long gap follows them. */
function trim(days: DayCount[], all: number): DayCount[] {
  let rows = 0;
  let from = 0;
  for (const [i, { day, rows: n }] of days.entries()) {
    rows += n;
    if (rows > Math.max(1, few * all)) break;
    const next = days[i + 1];
    if (next && Math.abs(daysBetween(day, next.day)) > longGap) from = i + 1;
  }
  return days.slice(from);
}
