import * as tf from '@tensorflow/tfjs-core';
import type { Attributions } from '../../learn/attributions.ts';
import type { Cells } from '../../learn/encoding/encode-rows.ts';
import { ensembleLogit } from '../../learn/network/ensemble-logit.ts';
import { asTensors, fromMixed } from '../../learn/network/forward.ts';
import { lookup } from '../../learn/network/lookup.ts';
import type { Network } from '../../learn/network/network.ts';
import { parameterAt } from '../../learn/network/shape.ts';
import { transposed } from '../../learn/network/transposed.ts';
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
  const gradient = logitGradient(network, weights);
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

/**
 * The gradient of each row's churn logit in its mixed values [k, b, H], forward and back in one go: a recorded pass (`tf.grad`)
 * takes twice as many operations, and goes through all four outputs of a member.
 */
function logitGradient({ shape }: Network, weights: tf.Tensor[]): (mixed: tf.Tensor) => tf.Tensor {
  const { members, width, layers } = shape;
  const [scale, bias] = [weights[parameterAt.scale], weights[parameterAt.bias]];
  const hidden = Array.from({ length: layers - 1 }, (_, l) => ({
    forth: weights[parameterAt.hidden + 2 * l] as tf.Tensor2D,
    back: tf.transpose(weights[parameterAt.hidden + 2 * l] as tf.Tensor2D),
    bias: weights[parameterAt.hidden + 2 * l + 1],
  }));
  const first = (x: tf.Tensor) => tf.slice(x, [0, 0, 0], [-1, 1, x.shape[2]!]) as tf.Tensor3D;
  const head = first(weights[parameterAt.heads(layers)]);
  const headBias = tf.slice(weights[parameterAt.headBias(layers)], [0, 0, 0], [-1, 1, 1]);
  const times = (x: tf.Tensor, matrix: tf.Tensor2D) =>
    tf.reshape(tf.matMul(tf.reshape(x, [-1, width]), matrix), [members, -1, width]);
  return (mixed) => {
    const units = [tf.relu(tf.add(tf.mul(mixed, scale), bias))];
    for (const { forth, bias } of hidden) units.push(tf.relu(tf.add(times(units.at(-1)!, forth), bias)));
    const logits = tf.add(tf.matMul(units.at(-1)! as tf.Tensor3D, tf.transpose(head, [0, 2, 1])), headBias);
    let slope: tf.Tensor = tf.mul(logitSlopes(logits as tf.Tensor3D), head);
    for (const { back } of hidden.toReversed()) slope = times(tf.mul(slope, tf.step(units.pop()!)), back);
    return tf.mul(tf.mul(slope, tf.step(units[0])), scale);
  };
}

/** Of members' logits [k, b, 1]: d logit(mean σ(z)) / dz_m = σ′(z_m) / Σσ(z) + σ′(z_m) / Σσ(−z). */
function logitSlopes(logits: tf.Tensor3D): tf.Tensor3D {
  const rows = logits.shape[1];
  const z = logits.dataSync<'float32'>();
  const slopes = new Float32Array(z.length);
  for (let row = 0; row < rows; row++) {
    let churn = 0;
    let stay = 0;
    for (let at = row; at < z.length; at += rows) {
      churn += sigmoid(z[at]);
      stay += sigmoid(-z[at]);
    }
    for (let at = row; at < z.length; at += rows) {
      slopes[at] = sigmoid(z[at]) * sigmoid(-z[at]) * (1 / churn + 1 / stay);
    }
  }
  return tf.tensor3d(slopes, logits.shape);
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
