import type { ArmAssessment } from './assess-arm.ts';
import { choosePlays } from './choose-plays.ts';
import type { Policy } from './policy-curve.ts';
import type { Trial } from './trial.ts';

/** Amounts of a trial's customers. */
export interface Stakes {
  /** What one unit of the outcome is worth, for each customer. */
  readonly worth: Float64Array;
  /** What each arm's contact costs, for each customer; the first is the first arm's. */
  readonly cost: readonly Float64Array[];
}

/**
 * The ranking that the trial teaches, one policy for each split of the customers into folds: each customer's best play in money, by
 * models that had not seen the customer. An arm whose gate is shut goes by risk alone.
 */
export function learnedPolicy(
  trial: Trial,
  arms: readonly ArmAssessment[],
  { worth, cost }: Stakes,
): Policy[] {
  return arms[0].draws.map((_, d) => {
    const plays = arms.map(({ draws, gate }, a) => ({
      gain: gate.open ? draws[d].gain : draws[d].byRisk,
      cost: cost[a],
    }));
    const { play, profit: score } = choosePlays(plays, worth);
    const won = arms.map(({ draws }, a) => wonBy(trial, a, draws[d].effects, { worth, cost }));
    return { score, profit: score.map((_, i) => won[play[i]][i]), fold: arms[0].draws[d].fold };
  });
}

/** One arm in the order of any score that is known before the contact, such as risk or value at risk. */
export const scoredPolicy = (
  trial: Trial,
  arms: readonly ArmAssessment[],
  stakes: Stakes,
  { arm, score }: { readonly arm: number; readonly score: Float64Array },
): Policy[] =>
  arms[arm].draws.map(({ effects }) => ({ score, fold: null, profit: wonBy(trial, arm, effects, stakes) }));

/** Γ over all customers, who were not all drawn into the arm or the control, in money and less the cost. */
function wonBy(
  { arm, chances }: Trial,
  a: number,
  effects: Float64Array,
  { worth, cost }: Stakes,
): Float64Array {
  return effects.map((effect, i) => {
    const drawn = arm[i] === 0 || arm[i] === a + 1;
    const gamma = drawn ? effect / (chances[0][i] + chances[a + 1][i]) : 0;
    return gamma * worth[i] - cost[a][i];
  });
}
