import { quickSigmoid } from '../../numerics/quick-exp.ts';
import { crossEntropy } from '../network/losses.ts';
import { type ScoreLoss, sumsOver } from './score-loss.ts';

/** Cross-entropy of a label of 0 or 1; the score is a logit. */
export const logisticLoss: ScoreLoss = {
  start: (target, rows, weight) => {
    const { total, count } = sumsOver(target, rows, weight);
    const rate = (total + 1) / (count + 2);
    return Math.log(rate / (1 - rate));
  },
  loss: crossEntropy,
  slopes: (scores, target, rows, { gradient, curvature }) => {
    for (const i of rows) {
      const chance = quickSigmoid(scores[i]);
      gradient[i] = chance - target[i];
      curvature[i] = Math.max(1e-12, chance * (1 - chance));
    }
  },
};
