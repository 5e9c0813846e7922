import * as tf from '@tensorflow/tfjs-core';
import type { BinRun } from '../encoding/bin-runs.ts';
import { type Batch, lookup } from './lookup.ts';
import { type NetworkShape, type Parameter, parameterAt } from './shape.ts';
import { transposed } from './transposed.ts';

/** Parameters as tensors, in the order of `parameterLayout`. */
export const asTensors = (parameters: readonly Parameter[]): tf.Tensor[] =>
  parameters.map(({ values, shape }) => tf.tensor(values, [...shape]));

/**
 * TabM-mini over looked-up values (modelling: z_f by feature, ±mix by member, a shared hidden layer, heads by member).
 * @returns [k, b, 4]: churn logit, purchase logit, mean and raw spread of the log of scaled value
 */
export function forward(
  weights: readonly tf.Tensor[],
  shape: NetworkShape,
  batch: Batch,
  runs: readonly BinRun[],
): tf.Tensor3D {
  const z = lookup(weights[parameterAt.table] as tf.Tensor2D, batch, runs);
  const mixed = transposed(tf.matMul(z, weights[parameterAt.mix] as tf.Tensor2D));
  return fromMixed(tf.reshape(mixed, [shape.members, batch.count, shape.width]), weights, shape);
}

/** The network above the mix: P [k, b, H], the sum of each member's signed values, → [k, b, 4]. */
export function fromMixed(
  mixed: tf.Tensor3D,
  weights: readonly tf.Tensor[],
  { members, width, layers }: NetworkShape,
): tf.Tensor3D {
  const rows = mixed.shape[1];
  let h = tf.relu(tf.add(tf.mul(mixed, weights[parameterAt.scale]), weights[parameterAt.bias]));
  for (let l = 0; l < layers - 1; l++) {
    const below = tf.reshape(h, [members * rows, width]);
    const sums = tf.matMul(below, weights[parameterAt.hidden + 2 * l] as tf.Tensor2D);
    const bias = weights[parameterAt.hidden + 2 * l + 1];
    h = tf.relu(tf.add(tf.reshape(sums, [members, rows, width]), bias));
  }
  const heads = tf.transpose(weights[parameterAt.heads(layers)] as tf.Tensor3D, [0, 2, 1]);
  return tf.add(tf.matMul(h as tf.Tensor3D, heads), weights[parameterAt.headBias(layers)]);
}
