import { normalCdf } from '../numerics/normal.ts';

/** Which way a figure must be off to matter. */
export type Side = 'lower' | 'higher' | 'either';

/** A figure beside what it should be. */
export interface Deviation {
  readonly actual: number;
  readonly expected: number;
  /** Standard deviation of `actual − expected` where all is well. */
  readonly error: number;
  /** Chance of a deviation so large, to the side that matters, where all is well. */
  readonly p: number;
  readonly alarm: boolean;
}

export interface DeviationRule {
  readonly side: Side;
  /** Chance of an alarm where all is well. */
  readonly rate: number;
  /** A smaller deviation is no alarm, however sure. */
  readonly least: number;
}

/** Sets a figure beside what it should be; an alarm needs a deviation that is both unlikely and large enough to matter. */
export function deviationOf(
  { actual, expected, error }: Pick<Deviation, 'actual' | 'expected' | 'error'>,
  { side, rate, least }: DeviationRule,
): Deviation {
  const gap = actual - expected;
  const p = error > 0 ? chanceOf(gap / error, side) : gap === 0 ? 1 : 0;
  const wrong = side === 'lower' ? -gap : side === 'higher' ? gap : Math.abs(gap);
  return { actual, expected, error, p, alarm: p <= rate && wrong > least };
}

const chanceOf = (z: number, side: Side): number =>
  side === 'lower'
    ? normalCdf(z)
    : side === 'higher'
      ? normalCdf(-z)
      : Math.min(1, 2 * normalCdf(-Math.abs(z)));
