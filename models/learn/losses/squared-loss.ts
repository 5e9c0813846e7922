import { meanOver, type ScoreLoss } from './score-loss.ts';

/** Half the squared error; for amounts the target is their log. */
export const squaredLoss: ScoreLoss = {
  start: meanOver,
  loss: (score, target) => (score - target) ** 2 / 2,
  slopes: (scores, target, rows, { gradient, curvature }) => {
    for (const i of rows) {
      gradient[i] = scores[i] - target[i];
      curvature[i] = 1;
    }
  },
};
