/** A season may move value this much; more is a fault that a factor must not hide. */
export const mostCorrection = 3;
/** Rows whose weight stands for "no correction": few later rows must not move the level far. */
const priorRows = 25;

/**
 * Realised over predicted total value on later rows, drawn to 1 where these are few, within a third and three.
 * @param rows those of known outcome
 * @param weights of these rows, in their order, which sum to their number; 1 each where left out
 */
export function fitLevel(
  predicted: Float64Array,
  outcome: Float64Array,
  rows: Int32Array,
  weights: Float64Array = new Float64Array(rows.length).fill(1),
): number {
  const total = rows.reduce((sum, i, at) => sum + weights[at] * predicted[i], 0);
  if (!(total > 0)) return 1;
  const prior = (priorRows * total) / rows.length;
  const realised = rows.reduce((sum, i, at) => sum + weights[at] * outcome[i], 0);
  return Math.min(mostCorrection, Math.max(1 / mostCorrection, (realised + prior) / (total + prior)));
}
