import type { Gap, Rhythm } from '../../contracts/artefacts/check-report.ts';
import { addDays, daysBetween } from '../../contracts/business-day.ts';
import type { DayCount } from '../recognise/day-count.ts';
import { denseSpan, usualGap } from '../recognise/dense-span.ts';

/** Fewer days with rows show no rhythm. */
const fewestDays = 10;
/** Silence up to so many days, or so many usual gaps, is nothing special. */
const shortest = 7;
const timesUsual = 3;
/** So many rows, in as many days as a gap has, stand before it and behind it: chance leaves no such gap. */
const rowsBeside = 20;

/** @param until first day that the data does not hold completely; rows may arrive `lagDays` late */
export function rhythmOf(
  days: readonly DayCount[],
  { until, lagDays }: { readonly until: string; readonly lagDays: number },
): Rhythm | null {
  const span = denseSpan(days);
  if (span === null) return null;
  const within = days.filter(({ day }) => day >= span.first && day <= span.last);
  const gap = usualGap(within);
  const longest = Math.max(shortest, timesUsual * gap);
  const known = within.length >= fewestDays;
  const silent = daysBetween(addDays(span.last, 1), until);
  return {
    ...span,
    usualGap: gap,
    silentDays: known && silent > longest + lagDays ? silent : null,
    gaps: known ? gapsIn(within, longest) : [],
  };
}

function gapsIn(days: readonly DayCount[], longest: number): Gap[] {
  return days.slice(1).flatMap(({ day: until }, i) => {
    const from = addDays(days[i]!.day, 1);
    const length = daysBetween(from, until);
    if (length <= longest) return [];
    const before = rowsWithin(days, addDays(from, -length), from);
    const behind = rowsWithin(days, until, addDays(until, length));
    return Math.min(before, behind) >= rowsBeside ? [{ from, until }] : [];
  });
}

const rowsWithin = (days: readonly DayCount[], from: string, until: string): number =>
  days.reduce((sum, { day, rows }) => sum + (day >= from && day < until ? rows : 0), 0);
