import {
  alwaysValidReach,
  type Counted,
  combined,
  declaredEndReach,
  type Moments,
  meanDifference,
  mergeMoments,
  momentsOf,
  newcombeAt,
  ratioAt,
} from '../../models/effects.ts';
import { normalReach, randomStream } from '../../models/numerics.ts';
import { type Reading, safeReach } from '../../pipeline/effects/estimates.ts';
import { type Sizes, simulate, trueCost, trueEffect } from './simulated-arms.ts';

const days = 90;
const alpha = 0.05;
const fewest = 30;
/** Share of customers who stay, contacted or not. */
const stays = 0.7;

/** Of the bounds that may be looked at every day. */
export interface SafeBounds {
  readonly alwaysValid: number;
  readonly declaredEnd: number;
}

/** Shares of campaigns in which somebody who looks every day is misled once. */
export interface FalseFinds extends SafeBounds {
  /** Finds an effect on margin where there is none, by an interval for one look. */
  readonly fixed: number;
  /** Finds a difference in retention where there is none. */
  readonly retention: SafeBounds;
  /** Sees an interval of the ROI that does not hold the true one. */
  readonly roi: SafeBounds;
}

/** @param daily customers of each arm whose outcome becomes known on a day */
export function falseFinds(daily: Sizes, seeds: number): FalseFinds {
  const found = { fixed: 0, alwaysValid: 0, declaredEnd: 0 };
  const [retention, roi] = [nothingYet(), nothingYet()];
  for (let seed = 1; seed <= seeds; seed++) {
    const worst = worstLooks(daily, seed);
    found.fixed += Number(worst.fixed > 1);
    found.alwaysValid += Number(worst.alwaysValid > 1);
    found.declaredEnd += Number(worst.declaredEnd > 1);
    add(retention, misledByRetention(daily, seed));
    add(roi, misledByRoi(daily, seed));
  }
  const shareOf = ({ alwaysValid, declaredEnd }: SafeBounds): SafeBounds => ({
    alwaysValid: alwaysValid / seeds,
    declaredEnd: declaredEnd / seeds,
  });
  return { fixed: found.fixed / seeds, ...shareOf(found), retention: shareOf(retention), roi: shareOf(roi) };
}

const nothingYet = () => ({ alwaysValid: 0, declaredEnd: 0 });
const bounds = { alwaysValid: 'always-valid', declaredEnd: 'declared-end' } as const;

function add(sum: { alwaysValid: number; declaredEnd: number }, misled: Misled): void {
  sum.alwaysValid += Number(misled.alwaysValid);
  sum.declaredEnd += Number(misled.declaredEnd);
}

interface Misled {
  alwaysValid: boolean;
  declaredEnd: boolean;
}

/** Deviates that the report's intervals reach on a day, by bound. */
const reachOn = (day: number, safe: Reading['safe']): number =>
  safeReach({ level: 1 - alpha, safe, information: day / days, holds: true });

/** Whether an interval missed the truth on any day. */
function misledOn(day: number, so: Misled, misses: (reach: number) => boolean): Misled {
  return {
    alwaysValid: so.alwaysValid || misses(reachOn(day, bounds.alwaysValid)),
    declaredEnd: so.declaredEnd || misses(reachOn(day, bounds.declaredEnd)),
  };
}

function misledByRetention(daily: Sizes, seed: number): Misled {
  const stream = randomStream(seed, 'retention');
  const drawn = (so: Counted, n: number): Counted => ({
    n: so.n + n,
    kept:
      so.kept + Array.from({ length: n }, () => Number(stream.uniform() < stays)).reduce((a, b) => a + b, 0),
  });
  let [treated, control]: [Counted, Counted] = [nobody, nobody];
  let misled: Misled = { alwaysValid: false, declaredEnd: false };
  for (let day = 1; day <= days; day++) {
    [treated, control] = [drawn(treated, daily.treated), drawn(control, daily.control)];
    if (Math.min(treated.n, control.n) < fewest) continue;
    misled = misledOn(day, misled, (reach) => {
      const { low, high } = newcombeAt(treated, control, reach);
      return low > 0 || high < 0;
    });
  }
  return misled;
}

const nobody: Counted = { kept: 0, n: 0 };

function misledByRoi(daily: Sizes, seed: number): Misled {
  let [treated, control]: [Moments | null, Moments | null] = [null, null];
  let misled: Misled = { alwaysValid: false, declaredEnd: false };
  for (let day = 1; day <= days; day++) {
    const arms = simulate(daily, seed * 1000 + day);
    treated = joined(treated, [arms.treated.outcome, arms.treated.cost!]);
    control = joined(control, [arms.control.outcome]);
    if (Math.min(treated.n, control.n) < fewest) continue;
    const parts = partsOf(treated, control);
    misled = misledOn(day, misled, (reach) => {
      const { interval } = ratioAt(parts, reach);
      return interval !== null && (interval[0] > trueRatio || interval[1] < trueRatio);
    });
  }
  return misled;
}

const trueRatio = trueEffect / trueCost;

function partsOf(treated: Moments, control: Moments) {
  const effect = meanDifference(combined(treated, [1]), combined(control, [1]), 1 - alpha);
  const over = treated.n * (treated.n - 1);
  return {
    numerator: effect.value,
    denominator: treated.mean[1]!,
    numeratorVariance: effect.standardError ** 2,
    denominatorVariance: treated.scatter[1]![1]! / over,
    covariance: treated.scatter[0]![1]! / over,
  };
}

interface Worst extends SafeBounds {
  readonly fixed: number;
}

/** The largest |z| of any day over each boundary. */
function worstLooks(daily: Sizes, seed: number): Worst {
  const worst = { fixed: 0, alwaysValid: 0, declaredEnd: 0 };
  let [treated, control]: [Moments | null, Moments | null] = [null, null];
  for (let day = 1; day <= days; day++) {
    const arms = simulate(daily, seed * 1000 + day, 0);
    treated = joined(treated, [arms.treated.outcome]);
    control = joined(control, [arms.control.outcome]);
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

const joined = (so: Moments | null, variables: readonly Float64Array[]): Moments => {
  const today = momentsOf(variables);
  return so === null ? today : mergeMoments(so, today);
};
