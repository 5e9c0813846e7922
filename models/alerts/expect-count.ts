/** Days of the baseline, and the days in which its weights halve. */
const [days, halfLife] = [84, 28];
/** Weekday factors are drawn towards 1 by so many weeks. */
const shrunkBy = 4;
/** A day so many deviations above its expectation weighs a tenth. */
const [odd, oddWeight] = [3, 0.1];
/** Fewer days tell nothing. */
const fewestDays = 28;

/**
 * The count to expect on a day, from a baseline that ends some days before it: a weighted mean, by weekday. Null with too short
 * a past.
 * @param counts of days, one after the other
 * @param day place of the day; may lie beyond the counts
 * @param gap days between the end of the baseline and the day
 */
export function expectCount(counts: ArrayLike<number>, day: number, gap: number): number | null {
  const [last, first] = [day - gap, Math.max(0, day - gap - days + 1)];
  if (last - first + 1 < fewestDays) return null;
  const weights = Float64Array.from(
    { length: last - first + 1 },
    (_, i) => 2 ** ((first + i - last) / halfLife),
  );
  const own = { counts, first, weights };
  const rough = levelOf(own);
  const deviation = deviationOf(own, rough);
  for (let i = 0; i < weights.length; i++)
    if (counts[first + i] > expectedAt(rough, first + i) + odd * deviation) weights[i] *= oddWeight;
  // half a text in all, so that nothing is never expected for certain
  return Math.max(expectedAt(levelOf(own), day), 0.5 / days);
}

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

function deviationOf({ counts, first, weights }: Baseline, level: Level): number {
  let [sum, of] = [0, 0];
  for (let i = 0; i < weights.length; i++) {
    sum += weights[i] * (counts[first + i] - expectedAt(level, first + i)) ** 2;
    of += weights[i];
  }
  return Math.sqrt(sum / of);
}
