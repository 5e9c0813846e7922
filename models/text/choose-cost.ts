import { randomStream, shuffle } from '../numerics/random.ts';
import { fitCalibration, logLossAt } from './calibration.ts';
import type { ClassRows } from './fit-weights.ts';
import { folds, scoreHeldOut } from './hold-out.ts';

/** Each about three times the one before: the noisier the labels, the smaller the best one. */
const costs = [0.03, 0.1, 0.4, 1.3, 4, 12, 36] as const;
/** Comments on which it is chosen: the choice hardly depends on their number. */
const mostTried = 3000;

/** The loss is a valley over the costs, and the largest costs are the slowest to fit: so many losses above the least end the search. */
const pastTheLeast = 2;

/** The cost with the least held-out log loss once calibrated; of equal ones the smallest. */
export function chooseCost(given: ClassRows, fold: Int32Array, seed: number): number {
  const taught = sampleOf(given.taught, seed);
  const held = taught.length < mostTried ? Array.from({ length: folds }, (_, i) => i) : [0];
  let [best, least] = [0, Number.POSITIVE_INFINITY];
  for (let i = 0; i < costs.length && i - best <= pastTheLeast; i++) {
    const scored = scoreHeldOut({ ...given, taught }, fold, { cost: costs[i], seed, held });
    const loss = logLossAt(scored, fitCalibration(scored));
    if (loss < least) [best, least] = [i, loss];
  }
  return costs[best];
}

function sampleOf(taught: Int32Array, seed: number): Int32Array {
  if (taught.length <= mostTried) return taught;
  const order = taught.slice();
  shuffle(order, randomStream(seed, 'comments that choose the cost'));
  return order.slice(0, mostTried).sort();
}
