import { sigmoid } from '../../numerics/logit.ts';
import type { Batch } from './lookup.ts';
import { crossEntropy, zilnLoss } from './losses.ts';
import { outputsPerMember } from './shape.ts';
import type { Targets } from './targets.ts';

/** Churn weighs four times value: neither task loses by it, while equal weights cost churn .009 of AUC. */
const churnTaskWeight = 4;

/** What a batch costs, and the slope of that in each output. */
export interface BatchLoss {
  /** Rounded to float32, as the outputs are. */
  readonly loss: number;
  /** [k, b, 4], as the outputs. */
  readonly slopes: Float32Array;
}

/**
 * Loss of a batch: the sum over members of each one's own mean loss, never the loss of their mean.
 *
 * In plain arithmetic: a dozen small tensor operations took a sixth of a step.
 * @param z outputs [k, b, 4] of the batch's rows
 */
export function retentionLoss(
  z: Float32Array,
  targets: Targets,
  { order, from, count: rows }: Batch,
): BatchLoss {
  const slopes = new Float32Array(z.length);
  let total = 0;
  for (let at = 0, i = 0; at < z.length; at += outputsPerMember, i = (i + 1) % rows) {
    const row = order[from + i];
    const churn = (churnTaskWeight * targets.churnWeight[row]) / rows;
    const value = targets.valueWeight[row] / rows;
    if (churn > 0) {
      total += churn * crossEntropy(z[at], targets.churned[row]);
      slopes[at] = churn * (sigmoid(z[at]) - targets.churned[row]);
    }
    if (value > 0) {
      const ziln = zilnLoss(z[at + 1], z[at + 2], z[at + 3], targets.value[row]);
      total += value * ziln.loss;
      slopes[at + 1] = value * ziln.ofPurchaseLogit;
      slopes[at + 2] = value * ziln.ofMean;
      slopes[at + 3] = value * ziln.ofRawSpread;
    }
  }
  return { loss: Math.fround(total), slopes };
}
