import { sigmoid } from '../../numerics/logit.ts';
import { logisticLoss } from './logistic-loss.ts';
import { poissonLoss } from './poisson-loss.ts';
import type { ScoreLoss } from './score-loss.ts';
import { squaredLoss } from './squared-loss.ts';
import { tweedieLoss } from './tweedie-loss.ts';

/** What a learner minimises: of a label of 0 or 1, of any number, of a count, of an amount with many zeros. */
export type LossName = 'logistic' | 'squared' | 'poisson' | 'tweedie';

/** A loss of a score, and what the score says of the target's mean. */
export interface NamedLoss {
  readonly loss: ScoreLoss;
  readonly meanAt: (score: number) => number;
}

export const namedLosses: Readonly<Record<LossName, NamedLoss>> = {
  logistic: { loss: logisticLoss, meanAt: sigmoid },
  squared: { loss: squaredLoss, meanAt: (score) => score },
  poisson: { loss: poissonLoss, meanAt: Math.exp },
  tweedie: { loss: tweedieLoss, meanAt: Math.exp },
};
