import { meanOver, type ScoreLoss } from './score-loss.ts';

/** Logs of a mean are kept within this, where their exponentials are sound. */
const steepest = 30;

/** Poisson loss (half its deviance, up to a constant) of a count of zero or more; the score is the log of its mean. */
export const poissonLoss: ScoreLoss = {
  start: (target, rows, weight) => Math.log(Math.max(Number.MIN_VALUE, meanOver(target, rows, weight))),
  loss: (score, target) => meanAt(score) - target * score,
  slopes: (scores, target, rows, { gradient, curvature }) => {
    for (const i of rows) {
      const mean = meanAt(scores[i]);
      gradient[i] = mean - target[i];
      curvature[i] = mean;
    }
  },
};

const meanAt = (score: number): number => Math.exp(Math.max(-steepest, Math.min(steepest, score)));
