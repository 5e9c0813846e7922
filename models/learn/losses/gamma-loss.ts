import { quickExp } from '../../numerics/quick-exp.ts';
import { meanOver, type ScoreLoss } from './score-loss.ts';

/** Logs of a mean are kept within this, where their exponentials are sound. */
const steepest = 30;

/**
 * Gamma loss (half its deviance, up to a constant) of an outcome above zero, in any unit; the score is the log of its mean. Relative
 * errors count, so that no large customer rules alone. The curvature is the mean of a row's own, which vanishes below the mean, and the
 * expected one, which is small beside a slope far above it: no step of Newton's is longer than two.
 */
export const gammaLoss: ScoreLoss = {
  start: (target, rows, weight) => Math.log(Math.max(Number.MIN_VALUE, meanOver(target, rows, weight))),
  loss: (score, target) => ratioOf(score, target) + score,
  slopes: (scores, target, rows, { gradient, curvature }) => {
    for (const i of rows) {
      const ratio = ratioOf(scores[i], target[i]);
      gradient[i] = 1 - ratio;
      curvature[i] = (1 + ratio) / 2;
    }
  },
};

const ratioOf = (score: number, target: number): number =>
  target / quickExp(Math.max(-steepest, Math.min(steepest, score)));
