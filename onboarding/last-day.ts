import { daysBetween } from '../contracts/business-day.ts';
import { type DayCount, denseSpan } from '../pipeline/recognise/dense-span.ts';

export interface DataSpan {
  readonly first: string;
  readonly last: string;
  /** Rows dated outside, which are mistakes or stand-ins such as 9999-12-31. */
  readonly stray: number;
  /** Those of them that lie before the first day. */
  readonly early: number;
}

/** No more than this share of the rows is taken for strewn behind the last busy day. */
const few = 0.002;
/** A tail is sparse where its days hold less than this share of what the days before it hold. */
const sparse = 0.1;
const window = 28;

/**
 * First and last day of the rows where they are dense: also without the few that are strewn behind the last busy day, an
 * hour of a day that has only begun among them. Null where there are no rows.
 */
export function plausibleSpan(days: readonly DayCount[]): DataSpan | null {
  const dense = denseSpan(days);
  if (dense === null) return null;
  const all = sum(days);
  const { first } = dense;
  const inside = days.filter(({ day }) => day >= first && day <= dense.last);
  const kept = trimEnd(inside, all);
  const early = sum(days.filter(({ day }) => !day.startsWith('+') && day < first));
  return { first, last: kept.at(-1)?.day ?? dense.last, stray: all - sum(kept), early };
}

const sum = (days: readonly DayCount[]): number => days.reduce((total, { rows }) => total + rows, 0);

/** Takes days off the end as long as few rows are strewn over many days behind the others. */
function trimEnd(days: readonly DayCount[], all: number): DayCount[] {
  const most = Math.max(1, few * all);
  let kept = [...days];
  let taken = 0;
  for (;;) {
    const cut = cutBehind(kept, most - taken);
    if (cut === null) return kept;
    taken += kept.slice(cut).reduce((sum, { rows }) => sum + rows, 0);
    kept = kept.slice(0, cut);
  }
}

/** The place behind the latest day after which the rest is sparse, or null. */
function cutBehind(days: readonly DayCount[], most: number): number | null {
  let rows = 0;
  const end = days.at(-1);
  for (let i = days.length - 2; i >= 0 && end; i--) {
    const { day } = days[i] as DayCount;
    rows += days[i + 1]?.rows ?? 0;
    if (rows > most) return null;
    const behind = rows / Math.abs(daysBetween(day, end.day));
    if (behind < sparse * densityBefore(days, i)) return i + 1;
  }
  return null;
}

/** Rows a day in the days up to one of them, itself included. */
function densityBefore(days: readonly DayCount[], at: number): number {
  const { day } = days[at] as DayCount;
  let rows = 0;
  for (let i = at; i >= 0; i--) {
    const one = days[i] as DayCount;
    if (Math.abs(daysBetween(one.day, day)) >= window) break;
    rows += one.rows;
  }
  return rows / window;
}
