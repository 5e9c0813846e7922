import { normalCdf } from '../numerics/normal.ts';
import { countTail } from './count-tail.ts';

/** Days of the baseline, and the days in which its weights halve. */
const [days, halfLife] = [84, 28];
/** Weekday factors are drawn towards 1 by so many weeks. */
const shrunkBy = 4;
/** A day as far above its expectation as three deviations of a normal figure, or further, weighs a tenth. */
const [odd, oddWeight] = [3, 0.1];
const oddChance = normalCdf(-odd);
/** Fewer days tell nothing. */
const fewestDays = 28;

/** What a baseline tells of the days after it. */
export interface Usual {
  /** The count to expect on a day. */
  at(day: number): number;
  /** Counts that it rests on: few of them tell the rate roughly. */
  readonly counted: number;
}

/**
 * The usual by a baseline that ends on a day: a weighted mean, by weekday. Null with too short a past.
 * @param counts of days, one after the other
 */
export function usualUntil(counts: ArrayLike<number>, last: number): Usual | null {
  const first = Math.max(0, last - days + 1);
  if (last - first + 1 < fewestDays) return null;
  const weights = Float64Array.from({ length: last - first + 1 }, (_, i) => ageWeights[last - first - i]);
  const own = { counts, first, weights };
  const rough = levelOf(own);
  const spread = roughSpread(own, rough);
  for (let i = 0; i < weights.length; i++)
    if (isOdd(counts[first + i], expectedAt(rough, first + i), spread)) weights[i] *= oddWeight;
  const level = levelOf(own);
  const [sum, squares] = weights.reduce(([sum, squares], one) => [sum + one, squares + one ** 2], [0, 0]);
  return {
    at: (day) => atLeast(expectedAt(level, day)),
    counted: (atLeast(level.mean) * sum ** 2) / squares,
  };
}

/**
 * The count to expect on a day, from a baseline that ends some days before it. Null with too short a past.
 * @param day place of the day; may lie beyond the counts
 * @param gap days between the end of the baseline and the day
 */
export const expectCount = (counts: ArrayLike<number>, day: number, gap: number): number | null =>
  usualUntil(counts, day - gap)?.at(day) ?? null;

const ageWeights = Float64Array.from({ length: days }, (_, age) => 2 ** (-age / halfLife));

/** Half a text in all, so that nothing is never expected for certain. */
const atLeast = (expected: number): number => Math.max(expected, 0.5 / days);

/** By its chance, not by deviations alone: few counts are skewed, and three deviations above their mean are nothing rare. */
const isOdd = (count: number, expected: number, spread: number): boolean =>
  count > expected + odd * Math.sqrt(spread * expected) && countTail(count, expected, spread) < oddChance;

interface Baseline {
  readonly counts: ArrayLike<number>;
  readonly first: number;
  readonly weights: Float64Array;
}

interface Level {
  readonly mean: number;
  readonly factors: Float64Array;
}

const expectedAt = ({ mean, factors }: Level, day: number): number => mean * factors[((day % 7) + 7) % 7];

function levelOf({ counts, first, weights }: Baseline): Level {
  let [sum, of] = [0, 0];
  const [byDay, n] = [new Float64Array(7), new Float64Array(7)];
  for (let i = 0; i < weights.length; i++) {
    const count = counts[first + i];
    sum += weights[i] * count;
    of += weights[i];
    byDay[(first + i) % 7] += weights[i] * count;
    n[(first + i) % 7] += weights[i];
  }
  const mean = sum / of;
  const factors = Float64Array.from(byDay, (total, weekday) =>
    mean === 0 ? 1 : (total + shrunkBy * mean) / (n[weekday] * mean + shrunkBy * mean),
  );
  return { mean, factors };
}

/** Variance of the baseline's days over their mean, 1 or more. */
function roughSpread({ counts, first, weights }: Baseline, level: Level): number {
  let [squares, expected] = [0, 0];
  for (let i = 0; i < weights.length; i++) {
    const mean = expectedAt(level, first + i);
    squares += weights[i] * (counts[first + i] - mean) ** 2;
    expected += weights[i] * mean;
  }
  return expected === 0 ? 1 : Math.max(1, squares / expected);
}
