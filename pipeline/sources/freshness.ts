import type { Rhythm } from '../../contracts/artefacts/check-report.ts';
import { addDays, daysBetween } from '../../contracts/business-day.ts';
import type { DayCount } from '../recognise/day-count.ts';
import { denseSpan, usualGap } from '../recognise/dense-span.ts';

/** Fewer days with rows show no rhythm. */
const fewestDays = 10;
/** Silence up to so many days, or so many usual gaps, is nothing special. */
const shortest = 7;
const timesUsual = 3;

/** @param until first day that the data does not hold completely; rows may arrive `lagDays` late */
export function rhythmOf(
  days: readonly DayCount[],
  { until, lagDays }: { readonly until: string; readonly lagDays: number },
): Rhythm | null {
  const span = denseSpan(days);
  if (span === null) return null;
  const within = days.filter(({ day }) => day >= span.first && day <= span.last);
  const gap = usualGap(within);
  const silent = daysBetween(addDays(span.last, 1), until);
  const stopped = within.length >= fewestDays && silent > Math.max(shortest, timesUsual * gap) + lagDays;
  return { ...span, usualGap: gap, silentDays: stopped ? silent : null };
}
