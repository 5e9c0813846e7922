import { sigmoid } from '../../numerics/logit.ts';
import { crossEntropy } from '../network/losses.ts';

/** First and second derivatives of each row's loss in its score. */
export interface Slopes {
  readonly gradient: Float64Array;
  readonly curvature: Float64Array;
}

/** A convex loss of one score a row. Scores are logits, or logs of an amount. */
export interface ScoreLoss {
  /** The best constant score. */
  start(target: Float64Array, rows: Int32Array): number;
  loss(score: number, target: number): number;
  /** Writes the slopes of the given rows. */
  slopes(scores: Float64Array, target: Float64Array, rows: Int32Array, to: Slopes): void;
}

/** Cross-entropy of a label of 0 or 1; the score is a logit. */
export const logisticLoss: ScoreLoss = {
  start: (target, rows) => {
    const rate = (meanOf(target, rows) * rows.length + 1) / (rows.length + 2);
    return Math.log(rate / (1 - rate));
  },
  loss: crossEntropy,
  slopes: (scores, target, rows, { gradient, curvature }) => {
    for (const i of rows) {
      const chance = sigmoid(scores[i]);
      gradient[i] = chance - target[i];
      curvature[i] = Math.max(1e-12, chance * (1 - chance));
    }
  },
};

/** Half the squared error; for amounts the target is their log. */
export const squaredLoss: ScoreLoss = {
  start: meanOf,
  loss: (score, target) => (score - target) ** 2 / 2,
  slopes: (scores, target, rows, { gradient, curvature }) => {
    for (const i of rows) {
      gradient[i] = scores[i] - target[i];
      curvature[i] = 1;
    }
  },
};

function meanOf(target: Float64Array, rows: Int32Array): number {
  return rows.reduce((sum, i) => sum + target[i], 0) / rows.length;
}
