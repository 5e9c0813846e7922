import * as tf from '@tensorflow/tfjs-core';
import { sigmoid } from '../../numerics/logit.ts';
import { crossEntropy, zilnLoss } from './losses.ts';
import { outputsPerMember } from './shape.ts';
import type { Targets } from './targets.ts';

/** Churn weighs four times value: neither task loses by it, while equal weights cost churn .009 of AUC. */
const churnTaskWeight = 4;

/**
 * Loss of a batch: the sum over members of each one's own mean loss, never the loss of their mean.
 *
 * Computed in plain arithmetic with its own gradient: a dozen small tensor operations took a sixth of a step.
 * @param outputs [k, b, 4] of the rows `order[from]` …
 */
export function retentionLoss(
  outputs: tf.Tensor3D,
  targets: Targets,
  order: Int32Array,
  from: number,
): tf.Scalar {
  const operation = tf.customGrad((...inputs) => {
    const z = (inputs[0] as tf.Tensor3D).dataSync<'float32'>();
    const slopes = new Float32Array(z.length);
    const loss = lossAndSlopes(z, outputs.shape[1], targets, order, from, slopes);
    return {
      value: tf.scalar(loss),
      gradFunc: (dy: tf.Tensor) => tf.mul(tf.tensor3d(slopes, outputs.shape), dy),
    };
  });
  return operation(outputs) as tf.Scalar;
}

function lossAndSlopes(
  z: Float32Array,
  rows: number,
  targets: Targets,
  order: Int32Array,
  from: number,
  slopes: Float32Array,
): number {
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
  return total;
}
