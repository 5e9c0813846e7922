import { studentCdf } from '../numerics/student.ts';
import type { Side } from './level.ts';
import { type Breach, replay } from './replay.ts';

/** A week's level with the standard error of it; null where there is none. */
export interface Week {
  readonly value: number;
  readonly error: number;
}

export interface WeekOptions {
  readonly side: Side;
  /** Chance, under no change, at which a breach opens. */
  readonly opens: number;
}

/** A week is held against so many before it. */
const baseline = 8;
/** A week is usual again where one like it, or further out, comes this often under no change. */
const calm = 0.1;
/** After half a year it is the new level. */
const longest = 26;

/** Falls or rises of a weekly level: a week outside the range that the eight weeks before it predict (prediction interval by Student's t). */
export const weeklyChangesOf = (weeks: readonly (Week | null)[], { side, opens }: WeekOptions): Breach[] =>
  replay({
    from: baseline,
    until: weeks.length,
    opens: (week) => (chanceOf(weeks, week, week, side) < opens ? week : null),
    isCalm: (week, { opened }) => {
      const chance = chanceOf(weeks, week, opened, side);
      return weeks[week] === null ? null : chance > calm;
    },
    calmSteps: 1,
    longest,
  });

/** Times in which a weekly level is beyond a limit by more than chance; over with the first week within it. */
export const weeklyExcessesOf = (
  weeks: readonly (Week | null)[],
  limit: number,
  { side, opens }: WeekOptions,
): Breach[] =>
  replay({
    from: 0,
    until: weeks.length,
    opens: (week) => {
      const now = weeks[week];
      if (now === null || now === undefined) return null;
      const gap = side * (now.value - limit);
      if (now.error === 0) return gap > 0 ? week : null;
      return 1 - studentCdf(gap / now.error, degrees) < opens ? week : null;
    },
    isCalm: (week) => {
      const now = weeks[week];
      return now === null || now === undefined ? null : side * (now.value - limit) <= 0;
    },
    calmSteps: 1,
    longest: Number.POSITIVE_INFINITY,
  });

/** Intervals of figures are near normal ones; this many degrees of freedom are. */
const degrees = 1e6;

/** Chance of a week as far to the side as this one, by the eight weeks before another; 1 where too few are known. */
function chanceOf(weeks: readonly (Week | null)[], week: number, before: number, side: Side): number {
  const now = weeks[week];
  const usual = weeks.slice(Math.max(0, before - baseline), before).flatMap((one) => one ?? []);
  if (now === null || now === undefined || usual.length < baseline - 1) return 1;
  const mean = meanOf(usual.map(({ value }) => value));
  const between = (usual.length * meanOf(usual.map(({ value }) => (value - mean) ** 2))) / (usual.length - 1);
  const within = meanOf(usual.map(({ error }) => error ** 2));
  const error = Math.sqrt(Math.max(between, within, now.error ** 2) * (1 + 1 / usual.length));
  if (error === 0) return side * (now.value - mean) > 0 ? 0 : 1;
  return 1 - studentCdf((side * (now.value - mean)) / error, usual.length - 1);
}

const meanOf = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
