import type { Gap, SourceReport } from '../../contracts/artefacts/check-report.ts';
import { addDays, daysBetween } from '../../contracts/business-day.ts';
import type { Config } from '../../contracts/config/config.ts';
import type { SourceName } from '../../contracts/sources/column.ts';

/** A gap shorter than this share of the horizon changes few outcomes. */
const ofHorizon = 0.25;

/** Long gaps in a source's rows in which, for all the config says, rows are missing. */
export function doubtedGaps({ source, rhythm }: SourceReport, { checks, churn }: Config): Gap[] {
  if (rhythm === null || checks.acceptGaps.includes(source as SourceName)) return [];
  return rhythm.gaps.filter(({ from, until }) => daysBetween(from, until) > ofHorizon * churn.horizonDays);
}

/** Whether so many days from a day on reach over no gap. */
export const isClear = (day: string, length: number, gaps: readonly Gap[]): boolean =>
  !gaps.some((gap) => reachesOver(day, length, gap));

/**
 * The latest day up to one from which so many days pass without a gap.
 * @param gaps the latest first
 */
export const latestClear = (from: string, length: number, gaps: readonly Gap[]): string =>
  gaps.reduce((day, gap) => (reachesOver(day, length, gap) ? addDays(gap.from, -length) : day), from);

const reachesOver = (day: string, length: number, { from, until }: Gap): boolean =>
  day < until && addDays(day, length) > from;
