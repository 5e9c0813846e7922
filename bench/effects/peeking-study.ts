import {
  alwaysValidReach,
  combined,
  declaredEndReach,
  type Moments,
  meanDifference,
  mergeMoments,
  momentsOf,
} from '../../models/effects.ts';
import { normalReach } from '../../models/numerics.ts';
import { type Sizes, simulate } from './simulated-arms.ts';

const days = 90;
const alpha = 0.05;
const fewest = 30;

/** Shares of campaigns without any effect in which somebody who looks every day finds one. */
export interface FalseFinds {
  readonly fixed: number;
  readonly alwaysValid: number;
  readonly declaredEnd: number;
}

/** @param daily customers of each arm whose outcome becomes known on a day */
export function falseFinds(daily: Sizes, seeds: number): FalseFinds {
  const found = { fixed: 0, alwaysValid: 0, declaredEnd: 0 };
  for (let seed = 1; seed <= seeds; seed++) {
    const worst = worstLooks(daily, seed);
    found.fixed += Number(worst.fixed > 1);
    found.alwaysValid += Number(worst.alwaysValid > 1);
    found.declaredEnd += Number(worst.declaredEnd > 1);
  }
  return {
    fixed: found.fixed / seeds,
    alwaysValid: found.alwaysValid / seeds,
    declaredEnd: found.declaredEnd / seeds,
  };
}

/** The largest |z| of any day over each boundary. */
function worstLooks(daily: Sizes, seed: number): FalseFinds {
  const worst = { fixed: 0, alwaysValid: 0, declaredEnd: 0 };
  let [treated, control]: [Moments | null, Moments | null] = [null, null];
  for (let day = 1; day <= days; day++) {
    const arms = simulate(daily, seed * 1000 + day, 0);
    treated = joined(treated, arms.treated.outcome);
    control = joined(control, arms.control.outcome);
    if (Math.min(treated.n, control.n) < fewest) continue;
    const effect = meanDifference(combined(treated, [1]), combined(control, [1]), 1 - alpha);
    const z = Math.abs(effect.value / effect.standardError);
    const information = day / days;
    worst.fixed = Math.max(worst.fixed, z / normalReach(1 - alpha));
    worst.alwaysValid = Math.max(worst.alwaysValid, z / alwaysValidReach(information, alpha));
    worst.declaredEnd = Math.max(worst.declaredEnd, z / declaredEndReach(information, alpha));
  }
  return worst;
}

const joined = (so: Moments | null, outcome: Float64Array): Moments => {
  const today = momentsOf([outcome]);
  return so === null ? today : mergeMoments(so, today);
};
