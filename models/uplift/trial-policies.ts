import type { ArmAssessment } from './assess-arm.ts';
import { choosePlays } from './choose-plays.ts';
import { gainOf, keptOfBest, lessFlattery } from './flattery.ts';
import type { Policy } from './policy-curve.ts';
import { type Stakes, scoreIn } from './stakes.ts';
import type { Trial } from './trial.ts';

/**
 * The ranking that the trial teaches, one policy for each split of the customers into folds: each customer's best play in money, by
 * models that had not seen the customer, less what the best of several is overrated by. An arm whose gate is closed goes by
 * risk alone, or by its mean effect where no risk is known.
 */
export function learnedPolicy(trial: Trial, arms: readonly ArmAssessment[], stakes: Stakes): Policy[] {
  const { worth, cost } = stakes;
  const kept = keptOfBest(trial, arms, stakes);
  return arms[0].draws.map((_, d) => {
    const plays = arms.map((arm, a) => ({ gain: gainOf(arm, d), cost: cost[a] }));
    const { play, profit: score } = choosePlays(lessFlattery(plays, kept), worth);
    const won = arms.map(({ draws }, a) => wonBy(trial, a, draws[d].effects, stakes));
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

/** Γ over all customers in money, less the cost. */
const wonBy = (trial: Trial, a: number, effects: Float64Array, { worth, cost }: Stakes): Float64Array =>
  effects.map((_, i) => scoreIn(trial, a, effects, i) * worth[i] - cost[a][i]);
