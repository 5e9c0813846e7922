import type { ArmAssessment } from './assess-arm.ts';
import { choosePlays, type PlayGain } from './choose-plays.ts';
import { type Stakes, scoreIn } from './stakes.ts';
import type { Trial } from './trial.ts';

/** Whether each arm's gain is the learned one; else it is what risk alone gains, or the mean effect where no risk is known. */
type Usable = readonly Pick<ArmAssessment, 'draws' | 'gate'>[];

/**
 * What is left of the gain expected of each customer's best arm, 0 to 1. The best of several estimates is also the most
 * overrated one; customers who taught nothing say by how much: the slope of their effect scores on what was expected.
 * With one arm there is nothing to choose, and all of it is left.
 */
export function keptOfBest(trial: Trial, arms: Usable, { worth, cost }: Stakes): number {
  if (arms.length < 2) return 1;
  let [together, alone] = [0, 0];
  arms[0].draws.forEach((_, d) => {
    const plays = arms.map((arm, a) => ({ gain: gainOf(arm, d), cost: cost[a] }));
    const { play } = choosePlays(plays, worth);
    play.forEach((a, i) => {
      const expected = plays[a].gain[i];
      together += expected * scoreIn(trial, a, arms[a].draws[d].effects, i);
      alone += expected * expected;
    });
  });
  return alone > 0 ? Math.min(1, Math.max(0, together / alone)) : 1;
}

/** Gains of one split of the customers into folds, by models that had not seen them. */
export const gainOf = ({ draws, gate }: Usable[number], draw: number): Float64Array =>
  gate.open ? draws[draw].gain : draws[draw].unlearned;

/** The plays with what is left of their gains. */
export const lessFlattery = (plays: readonly PlayGain[], kept: number): PlayGain[] =>
  plays.map(({ gain, cost }) => ({ gain: gain.map((tau) => kept * tau), cost }));
