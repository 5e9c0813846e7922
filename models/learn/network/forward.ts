import * as tf from '@tensorflow/tfjs-core';
import { type Batch, type BinRun, lookup } from './lookup.ts';
import { applyHeads, biasedRelu, multiply, scaledRelu, transposed } from './operations.ts';
import { type NetworkShape, type Parameter, parameterAt } from './shape.ts';

/** Gives a mask of 0 and 1 [k, b, H] for each hidden layer in turn, kept with probability `keep`. */
export interface Dropout {
  readonly keep: number;
  mask(): tf.Tensor;
}

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
  dropout?: Dropout,
): tf.Tensor3D {
  const z = lookup(weights[parameterAt.table] as tf.Tensor2D, batch, runs);
  const mixed = transposed(multiply(z, weights[parameterAt.mix] as tf.Tensor2D));
  return fromMixed(tf.reshape(mixed, [shape.members, batch.count, shape.width]), weights, shape, dropout);
}

/** The network above the mix: P [k, b, H], the sum of each member's signed values, → [k, b, 4]. */
export function fromMixed(
  mixed: tf.Tensor3D,
  weights: readonly tf.Tensor[],
  { members, width, layers }: NetworkShape,
  dropout?: Dropout,
): tf.Tensor3D {
  const rows = mixed.shape[1];
  const rescaled = (w: tf.Tensor) => (dropout ? tf.mul(w, 1 / dropout.keep) : w);
  const at = (i: number) => weights[i] as tf.Tensor3D;
  let h = scaledRelu(mixed, at(parameterAt.scale), at(parameterAt.bias), dropout?.mask());
  for (let l = 0; l < layers - 1; l++) {
    const w = rescaled(weights[parameterAt.hidden + 2 * l]) as tf.Tensor2D;
    const product = multiply(tf.reshape(h, [members * rows, width]), w);
    const bias = at(parameterAt.hidden + 2 * l + 1);
    h = biasedRelu(tf.reshape(product, [members, rows, width]), bias, dropout?.mask());
  }
  const heads = rescaled(weights[parameterAt.heads(layers)]) as tf.Tensor3D;
  return tf.add(applyHeads(h, heads), weights[parameterAt.headBias(layers)]);
}
