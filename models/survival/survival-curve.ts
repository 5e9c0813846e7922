import { logBeta } from '../numerics/log-gamma.ts';
import type { FitOptions } from '../numerics/maximise-likelihood.ts';
import { fitSbg, type SbgFit } from './fit-sbg.ts';
import type { LifeTable } from './life-table.ts';
import { retentionRate, type SbgModel, survivalAfter } from './sbg.ts';

/** Chances of leaving by period of tenure: as observed where there were enough to observe, by the model where not. */
export interface SurvivalCurve {
  /** Of the periods that somebody was observed in, the first first. */
  readonly hazards: readonly number[];
  /** The model's chances count as much in each period as what so many customers do; null where they are all. */
  readonly modelWorth: number | null;
  /** Continues the curve beyond them. */
  readonly tail: SbgModel;
}

/** Weights of the model that are tried, as powers of e: 1 to 440,000 customers. */
const lightest = 0;
const heaviest = 13;
const stepsBetween = 52;
/** Chances this near to 0 or 1 are taken to be so far away. */
const leastDoubt = 1e-9;

/**
 * Hazards penalised towards the shifted beta-geometric: (left + k q) / (at risk + k) with q the model's chance, which is where
 * the likelihood plus k times the entropy of q against the hazard is highest. k is the weight under which the counts are
 * most likely, hazards being Beta(k q, k (1 − q)) around the model's (beta-binomial, empirical Bayes): data that follow the
 * model get a smooth curve, and a jump at the end of the first year stays.
 */
export function fitSurvivalCurve(table: LifeTable, options?: FitOptions): SurvivalCurve & { tail: SbgFit } {
  const tail = fitSbg(table, options);
  const expected = Float64Array.from(table.atRisk, (_, t) => doubted(1 - retentionRate(tail, t + 1)));
  const modelWorth = likeliestWorth(table, expected);
  const hazards = Array.from(table.atRisk, (n, t) => {
    if (modelWorth === null) return expected[t];
    return (table.left[t] + modelWorth * expected[t]) / (n + modelWorth);
  });
  return { hazards, modelWorth, tail };
}

/** Chance that a customer who has completed n whole periods completes t more; between whole periods at an even rate. */
export function curveSurvival(curve: SurvivalCurve, completed: number, t: number): number {
  const observed = Math.max(0, curve.hazards.length - completed);
  const [first, rest] = [Math.min(t, observed), Math.max(0, t - observed)];
  let survival = 1;
  for (let at = 0; at < first; at++) {
    const share = Math.min(1, first - at);
    survival *= (1 - curve.hazards[completed + at]) ** share;
  }
  return rest > 0 ? survival * survivalAfter(curve.tail, completed + first, rest) : survival;
}

function likeliestWorth(table: LifeTable, expected: Float64Array): number | null {
  let [best, at] = [Number.NEGATIVE_INFINITY, heaviest];
  for (let step = 0; step <= stepsBetween; step++) {
    const log = heaviest - (step * (heaviest - lightest)) / stepsBetween;
    const value = evidence(table, expected, Math.exp(log));
    if (value > best) [best, at] = [value, log];
  }
  return at === heaviest ? null : Math.exp(at);
}

/** ln of the chance of the counts, hazards being Beta(k q, k (1 − q)). */
function evidence({ atRisk, left }: LifeTable, expected: Float64Array, k: number): number {
  return atRisk.reduce((total, n, t) => {
    const [a, b] = [k * expected[t], k * (1 - expected[t])];
    return total + logBeta(left[t] + a, n - left[t] + b) - logBeta(a, b);
  }, 0);
}

const doubted = (chance: number): number => Math.min(1 - leastDoubt, Math.max(leastDoubt, chance));
