import { randomStream, shuffle } from '../numerics/random.ts';
import { fitCalibration, logLossAt } from './calibration.ts';
import type { ClassRows } from './fit-weights.ts';
import { folds, scoreHeldOut } from './hold-out.ts';

/** Each about three times the one before: the noisier the labels, the smaller the best one. */
const costs = [0.03, 0.1, 0.4, 1.3, 4, 12, 36] as const;
/** Comments on which it is chosen: the choice hardly depends on their number. */
const mostTried = 3000;

/** The cost with the least held-out log loss once calibrated; of equal ones the smallest. */
export function chooseCost(given: ClassRows, fold: Int32Array, seed: number): number {
  const taught = sampleOf(given.taught, seed);
  const held = taught.length < mostTried ? Array.from({ length: folds }, (_, i) => i) : [0];
  const losses = costs.map((cost) => {
    const scored = scoreHeldOut({ ...given, taught }, fold, { cost, seed, held });
    return logLossAt(scored, fitCalibration(scored));
  });
  return costs[losses.indexOf(Math.min(...losses))];
}

function sampleOf(taught: Int32Array, seed: number): Int32Array {
  if (taught.length <= mostTried) return taught;
  const order = taught.slice();
  shuffle(order, randomStream(seed, 'comments that choose the cost'));
  return order.slice(0, mostTried).sort();
}
