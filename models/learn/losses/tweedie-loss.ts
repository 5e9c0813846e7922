import { quickExp } from '../../numerics/quick-exp.ts';
import { meanOver, type ScoreLoss } from './score-loss.ts';

/** Logs of a mean are kept within this, where their exponentials are sound. */
const steepest = 30;

/**
 * Tweedie loss of power 1.5 (half its deviance, up to a constant; Jørgensen 1987) of an outcome of zero or more, in any
 * unit; the score is the log of its mean. Between Poisson and gamma: zeros are at home and no large customer rules alone.
 */
export const tweedieLoss: ScoreLoss = {
  start: (target, rows, weight) => Math.log(Math.max(Number.MIN_VALUE, meanOver(target, rows, weight))),
  loss: (score, target) => {
    const root = rootOf(score);
    return 2 * (target / root + root);
  },
  slopes: (scores, target, rows, { gradient, curvature }) => {
    for (const i of rows) {
      const root = rootOf(scores[i]);
      gradient[i] = root - target[i] / root;
      curvature[i] = (root + target[i] / root) / 2;
    }
  },
};

const rootOf = (score: number): number => quickExp(Math.max(-steepest, Math.min(steepest, score)) / 2);
