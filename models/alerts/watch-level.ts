import { normalQuantile } from '../numerics/normal.ts';
import type { Level, LevelSeries, Side } from './level.ts';
import { type Breach, replay } from './replay.ts';

export interface LevelOptions {
  readonly side: Side;
  /** Chance, under no change, at which a breach opens. */
  readonly opens: number;
  /** Changes that are smaller matter to nobody. */
  readonly least?: number;
}

/** Windows of days that are held against the days before them, or against a limit. */
const windows = [1, 3, 7] as const;
const baseline = 56;
/** Never opens nearer to the usual than so many standard errors; is calm below the second. */
const [fewestErrors, calmErrors] = [3.5, 1.5];
const calmDays = 3;
/** What a level has kept for so many days is the usual: the baseline then begins to hold it. */
const longest = 84;

/**
 * Falls or rises of a level: the last 1, 3 and 7 days against the 56 before, by standard errors that allow for drift. While a
 * breach is open its baseline stands still, and it is over after three days without any sign of it.
 */
export function changesOf(series: LevelSeries, { side, opens, least = 0 }: LevelOptions): Breach[] {
  const enough = Math.max(fewestErrors, normalQuantile(1 - opens));
  const errorsAt = (day: number, eve: (days: number) => number) =>
    windows.flatMap((days) => {
      const from = day - days + 1;
      const [now, usual] = [levelAt(series, from, day), usualUntil(series, eve(days))];
      if (now === null || usual === null) return [];
      const errors = errorsBetween(series, now, usual, side);
      return [{ from, errors, gap: side * (now.value - usual.value) }];
    });
  return replay({
    from: baseline,
    until: series.days,
    opens: (day) => {
      const found = errorsAt(day, (days) => day - days).filter(({ gap }) => gap >= least);
      const best = found.toSorted((a, b) => b.errors - a.errors)[0];
      return best !== undefined && best.errors >= enough ? best.from : null;
    },
    isCalm: (day, { from }) => {
      const known = errorsAt(day, () => from - 1).filter((one) => one.from >= from);
      return known.length === 0 ? null : known.every(({ errors }) => errors < calmErrors);
    },
    calmSteps: calmDays,
    longest,
  });
}

/** The level of the days before a breach. */
export const usualBefore = (series: LevelSeries, { from }: Pick<Breach, 'from'>) => ({
  from: from - baseline,
  until: from - 1,
  level: usualUntil(series, from - 1),
});

/**
 * Times in which a level is beyond a limit: 1, 3 or 7 days so far beyond it that it is not chance; over after three days on which the
 * longest of them that is known is within it again.
 */
export function excessesOf(series: LevelSeries, limit: number, { side, opens }: LevelOptions): Breach[] {
  const enough = Math.max(fewestErrors, normalQuantile(1 - opens));
  return replay({
    from: 0,
    until: series.days,
    opens: (day) => {
      const found = windows.flatMap((days) => {
        const [from, now] = [day - days + 1, levelAt(series, day - days + 1, day)];
        return now === null ? [] : [{ from, errors: errorsBeyond(series, now, limit, side) }];
      });
      const best = found.toSorted((a, b) => b.errors - a.errors)[0];
      return best !== undefined && best.errors >= enough ? best.from : null;
    },
    isCalm: (day) => {
      const known = windows.flatMap((days) => levelAt(series, day - days + 1, day) ?? []).at(-1);
      return known === undefined ? null : side * (known.value - limit) <= 0;
    },
    calmSteps: calmDays,
    longest: Number.POSITIVE_INFINITY,
  });
}

const levelAt = (series: LevelSeries, from: number, until: number): Level | null =>
  from < 0 ? null : series.level(from, until);

const usualUntil = (series: LevelSeries, last: number): Level | null =>
  levelAt(series, last - baseline + 1, last);

/** The exact tail is taken from where the usual may be by itself, a deviation nearer than it looked. */
function errorsBetween(series: LevelSeries, now: Level, usual: Level, side: Side): number {
  const spread = series.isOpen ? Math.max(now.spread, usual.spread) : usual.spread;
  const wandering = spread / usual.n + series.drift(usual) ** 2;
  const nearer = usual.value + side * Math.sqrt(wandering);
  const errors = errorsOf(side * (now.value - usual.value), spread / now.n + wandering);
  return atMostExact(series, { now, truth: nearer, side, errors });
}

const errorsBeyond = (series: LevelSeries, now: Level, limit: number, side: Side): number =>
  atMostExact(series, {
    now,
    truth: limit,
    side,
    errors: errorsOf(side * (now.value - limit), now.spread / now.n),
  });

const errorsOf = (gap: number, variance: number): number =>
  variance > 0 ? gap / Math.sqrt(variance) : gap === 0 ? 0 : gap * Number.POSITIVE_INFINITY;

interface Gap {
  readonly now: Level;
  readonly truth: number;
  readonly side: Side;
  readonly errors: number;
}

/** Few rows of a skewed kind lie further out than a normal tail says: the exact tail holds them back. */
function atMostExact({ chance }: LevelSeries, { now, truth, side, errors }: Gap): number {
  if (chance === null || errors <= 0) return errors;
  const exact = chance(now, truth, side);
  return exact <= 0 ? errors : Math.min(errors, -normalQuantile(Math.min(exact, 0.5)));
}
