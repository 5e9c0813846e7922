import * as tf from '@tensorflow/tfjs-core';
import type { Attributions } from '../../learn/attributions.ts';
import type { Cells } from '../../learn/encoding/encode-rows.ts';
import { ensembleLogit } from '../../learn/network/ensemble-logit.ts';
import { asTensors, fromMixed } from '../../learn/network/forward.ts';
import { lookup } from '../../learn/network/lookup.ts';
import type { Network } from '../../learn/network/network.ts';
import { transposed } from '../../learn/network/operations.ts';
import { outputsPerMember, parameterAt } from '../../learn/network/shape.ts';
import { sigmoid } from '../../numerics/logit.ts';

/** Steps of the midpoint rule. What it leaves over is spread by size of contribution, so that sums are exact. */
const steps = 32;
/** Rows explained at once. */
const rowsAtOnce = 250;

/**
 * Integrated gradients (Sundararajan, Taly and Yan 2017) of the ensemble's churn logit, along the straight line
 * between the encoded values of the reference customer and of the row.
 *
 * Members sum the encoded values before anything else, so the path is walked above that sum only and one product
 * carries the mean gradient back to all features.
 */
export function integratedGradients(network: Network, cells: Cells, reference: Cells): Attributions {
  const F = cells.featureCount;
  const contributions = new Float64Array(cells.rowCount * F);
  const logit = new Float64Array(cells.rowCount);
  let baseline = 0;
  for (let from = 0; from < Math.max(1, cells.rowCount); from += rowsAtOnce) {
    const count = Math.min(rowsAtOnce, cells.rowCount - from);
    tf.tidy(() => {
      const part = attributeBatch(network, referenceThen(reference, cells, from, count));
      contributions.set(part.contributions.subarray(F), from * F);
      logit.set(part.logit.subarray(1), from);
      baseline = part.logit[0];
    });
  }
  for (let i = 0; i < logit.length; i++) {
    complete(contributions.subarray(i * F, (i + 1) * F), logit[i] - baseline);
  }
  return { contributions, logit, baseline };
}

/** The reference customer, then `count` rows: one look-up for both ends of the path. */
function referenceThen(
  reference: Cells,
  { featureCount, row, weight }: Cells,
  from: number,
  count: number,
): Cells {
  const start = from * featureCount;
  const end = (from + count) * featureCount;
  return {
    rowCount: count + 1,
    featureCount,
    row: Int32Array.of(...reference.row, ...row.subarray(start, end)),
    weight: Float32Array.of(...reference.weight, ...weight.subarray(start, end)),
  };
}

/** Contributions [rows × F] and logits of all rows against the first one. */
function attributeBatch(network: Network, cells: Cells) {
  const { width, members, features } = network.shape;
  const rows = cells.rowCount;
  const weights = asTensors(network.parameters);
  const table = weights[parameterAt.table] as tf.Tensor2D;
  const mixWeights = weights[parameterAt.mix] as tf.Tensor2D;
  const order = Int32Array.from({ length: rows }, (_, i) => i);
  const values = lookup(table, { cells, order, from: 0, count: rows }, network.runs);
  const mixed = tf.reshape(transposed(tf.matMul(values, mixWeights)), [members, rows, width]) as tf.Tensor3D;
  const gradient = tf.reshape(meanGradient(network, weights, mixed), [members, rows * width]) as tf.Tensor2D;
  const ofValues = tf.matMul(transposed(gradient), tf.transpose(mixWeights));
  const byRow = tf.reshape(values, [rows, width, features]) as tf.Tensor3D;
  const change = tf.sub(byRow, tf.slice(byRow, 0, 1));
  const terms = tf.mul(change, tf.reshape(ofValues, [rows, width, features]));
  const outputs = fromMixed(mixed, weights, network.shape).dataSync<'float32'>();
  return {
    contributions: tf.sum(terms, 1).dataSync<'float32'>(),
    logit: Float64Array.from({ length: rows }, (_, i) => ensembleLogit(outputs, i, rows)),
  };
}

/** Mean gradient of the logit in the mixed values [k, b, H] along the path, by the midpoint rule. */
function meanGradient(network: Network, weights: tf.Tensor[], end: tf.Tensor3D): tf.Tensor {
  const start = tf.slice(end, [0, 0, 0], [-1, 1, -1]);
  const gradient = tf.grad((mixed) => summedLogits(fromMixed(mixed as tf.Tensor3D, weights, network.shape)));
  const change = tf.sub(end, start);
  let total: tf.Tensor = tf.zerosLike(end);
  for (let step = 0; step < steps; step++) {
    const before = total;
    total = tf.tidy(() => {
      const at = tf.add(start, tf.mul(change, (step + 0.5) / steps));
      return tf.add(before, tf.div(gradient(at), steps));
    });
    before.dispose();
  }
  return total;
}

/** Sum over rows of the ensemble's churn logit, with its own gradient in the members' outputs. */
function summedLogits(outputs: tf.Tensor3D): tf.Scalar {
  const operation = tf.customGrad((...inputs) => {
    const z = (inputs[0] as tf.Tensor).dataSync<'float32'>();
    const rows = outputs.shape[1];
    const slopes = new Float32Array(z.length);
    let total = 0;
    for (let i = 0; i < rows; i++) total += logitSlopes(z, i, rows, slopes);
    return {
      value: tf.scalar(total),
      gradFunc: (dy: tf.Tensor) => tf.mul(tf.tensor3d(slopes, outputs.shape), dy),
    };
  });
  return operation(outputs) as tf.Scalar;
}

/** d logit(mean σ(z)) / dz_m = σ′(z_m) / Σσ(z) + σ′(z_m) / Σσ(−z). */
function logitSlopes(z: Float32Array, row: number, rows: number, slopes: Float32Array): number {
  const step = rows * outputsPerMember;
  let churn = 0;
  let stay = 0;
  for (let at = row * outputsPerMember; at < z.length; at += step) {
    churn += sigmoid(z[at]);
    stay += sigmoid(-z[at]);
  }
  for (let at = row * outputsPerMember; at < z.length; at += step) {
    slopes[at] = sigmoid(z[at]) * sigmoid(-z[at]) * (1 / churn + 1 / stay);
  }
  return Math.log(churn) - Math.log(stay);
}

/** Adds what is left over to the contributions in proportion to their size. */
function complete(contributions: Float64Array, total: number): void {
  let sum = 0;
  let size = 0;
  for (const c of contributions) {
    sum += c;
    size += Math.abs(c);
  }
  if (size === 0) return;
  for (let f = 0; f < contributions.length; f++) {
    contributions[f] += ((total - sum) * Math.abs(contributions[f])) / size;
  }
}
