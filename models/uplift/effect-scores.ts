/** What became of customers whom a lot of known chance put into an arm or the control. */
export interface Drawn {
  readonly outcome: ArrayLike<number>;
  readonly treated: ArrayLike<number>;
  readonly chance: ArrayLike<number>;
  /** The outcome expected of each customer before the launch. */
  readonly baseline: ArrayLike<number>;
}

/**
 * Γ = (R − h)·(W/e − (1 − W)/(1 − e)): its mean over any group is the effect on the group, whatever the baseline h; a good
 * one takes noise out.
 */
export const effectScores = ({ outcome, treated, chance, baseline }: Drawn): Float64Array =>
  Float64Array.from(
    baseline,
    (h, i) => (outcome[i] - h) * (treated[i] === 1 ? 1 / chance[i] : -1 / (1 - chance[i])),
  );

/** The outcome that a score given before the launch leads to expect: a straight line in it, by least squares over both arms. */
export function recalibrated(score: Float64Array, outcome: Float64Array, rows: Int32Array): Float64Array {
  const mean = (values: Float64Array) => rows.reduce((sum, i) => sum + values[i], 0) / rows.length;
  const [x, y] = [mean(score), mean(outcome)];
  let [together, alone] = [0, 0];
  for (const i of rows) {
    together += (score[i] - x) * (outcome[i] - y);
    alone += (score[i] - x) ** 2;
  }
  const slope = alone > 0 ? together / alone : 0;
  return score.map((value) => y + slope * (value - x));
}
