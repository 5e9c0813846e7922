import { randomStream, shuffle } from '../numerics/random.ts';
import { fitCalibration, logLossAt } from './calibration.ts';
import type { ClassRows } from './fit-weights.ts';
import { folds, scoreHeldOut } from './hold-out.ts';

const costs = [4, 12, 36] as const;
/** With fewer comments the choice is noise. */
const fewestToChoose = 1000;
/** Comments on which it is made: it hardly depends on their number. */
const mostTried = 3000;
const usual = 12;

/** The cost with the least held-out log loss once calibrated. */
export function chooseCost(given: ClassRows, fold: Int32Array, seed: number): number {
  if (given.taught.length < fewestToChoose) return usual;
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
