import { daysBetween } from '../../contracts/business-day.ts';
import { hasOnlyBegun } from './begun-day.ts';
import type { DayCount } from './day-count.ts';
import { isStandInDay } from './stand-in-days.ts';

export interface DenseSpan {
  readonly first: string;
  readonly last: string;
  /** Rows dated outside, which are mistakes or stand-ins such as 9999-12-31. */
  readonly stray: number;
}

/** Rows beyond a gap that is long for these data, if they are fewer than this share of all, are not believed. */
const few = 0.005;
/** No gap of so few days is long; nor is one of so many times the usual. */
const shortest = 7;
const timesUsual = 4;

/**
 * First and last day between which rows are dense: without stand-ins for no date and without the few rows that a gap parts
 * from all others, long by the data's own rhythm. Null where there are no rows.
 * @param days each once, in order
 */
export function denseSpan(days: readonly DayCount[]): DenseSpan | null {
  const all = sum(days);
  const real = days.filter(({ day }) => !isStandInDay(day));
  const long = Math.max(shortest, timesUsual * usualGap(real));
  const kept = trim(trim(real, { all, long }).reverse(), { all, long }).reverse();
  const [first, last] = [kept[0], kept.at(-1)];
  if (first === undefined || last === undefined) return null;
  return { first: first.day, last: last.day, stray: all - sum(kept) };
}

export interface BusySpan extends DenseSpan {
  /** Those of the stray rows that lie before the first day. */
  readonly early: number;
  /** The day behind the last, which has only begun: its rows are neither stray nor of a day that is complete. */
  readonly begun: DayCount | null;
}

/** No more than this share of the rows is taken for strewn behind the last busy day. */
const fewBehind = 0.002;
/** A tail is sparse where its days hold less than this share of what the days before it hold. */
const sparse = 0.1;
const window = 28;

/**
 * The dense span, also without the few rows that are strewn behind the last busy day and without a last day that has only
 * begun. Null where there are no rows.
 * @param days each once, in order
 */
export function busySpan(days: readonly DayCount[]): BusySpan | null {
  const dense = denseSpan(days);
  if (dense === null) return null;
  const all = sum(days);
  const { first } = dense;
  const inside = days.filter(({ day }) => day >= first && day <= dense.last);
  const trimmed = trimSparse(inside, all);
  const { kept, begun } = withoutBegun(inside, trimmed);
  const early = sum(days.filter(({ day }) => !day.startsWith('+') && day < first));
  const stray = all - sum(kept) - (begun?.rows ?? 0);
  return { first, last: kept.at(-1)?.day ?? dense.last, stray, early, begun };
}

/** Of the days before and after trimming: those that are complete, and the one behind them that has only begun. */
function withoutBegun(
  inside: readonly DayCount[],
  trimmed: readonly DayCount[],
): { kept: readonly DayCount[]; begun: DayCount | null } {
  const [next, ...further] = inside.slice(trimmed.length);
  if (next !== undefined) {
    const follows = further.length === 0 && daysBetween(trimmed.at(-1)?.day ?? '', next.day) === 1;
    // as quiet as other days have been, a Sunday say: a day like others
    if (follows && trimmed.slice(-window).some(({ rows }) => rows <= next.rows))
      return { kept: inside, begun: null };
    return { kept: trimmed, begun: follows ? next : null };
  }
  const begun = hasOnlyBegun(trimmed) ? (trimmed.at(-1) ?? null) : null;
  return { kept: begun ? trimmed.slice(0, -1) : trimmed, begun };
}

/** Days between two days with rows that 98 in 100 such gaps do not pass; 1 where there are fewer than two days. */
export function usualGap(days: readonly DayCount[]): number {
  const gaps = days.slice(1).map(({ day }, i) => daysBetween(days[i]!.day, day));
  if (gaps.length === 0) return 1;
  return gaps.sort((a, b) => a - b)[Math.ceil(0.98 * gaps.length) - 1]!;
}

const sum = (days: readonly DayCount[]): number => days.reduce((total, { rows }) => total + rows, 0);

/** Takes days off the front as long as they hold few rows in all and a long gap follows them. */
function trim(days: readonly DayCount[], { all, long }: { all: number; long: number }): DayCount[] {
  let rows = 0;
  let from = 0;
  for (const [i, { day, rows: n }] of days.entries()) {
    rows += n;
    if (rows > Math.max(1, few * all)) break;
    const next = days[i + 1];
    if (next && Math.abs(daysBetween(day, next.day)) > long) from = i + 1;
  }
  return days.slice(from);
}

/** Takes days off the end as long as few rows are strewn over many days behind the others. */
function trimSparse(days: readonly DayCount[], all: number): DayCount[] {
  const most = Math.max(1, fewBehind * all);
  let kept = [...days];
  let taken = 0;
  for (;;) {
    const cut = cutBehind(kept, most - taken);
    if (cut === null) return kept;
    taken += sum(kept.slice(cut));
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
