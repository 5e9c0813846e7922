import * as tf from '@tensorflow/tfjs-core';
import type { Dropout } from './dropout.ts';
import { type Batch, gather, scatter } from './lookup.ts';
import type { Network } from './network.ts';
import { readAtOnce } from './read-at-once.ts';
import { retentionLoss } from './retention-loss.ts';
import { scratch } from './scratch.ts';
import { outputsPerMember as outs, parameterAt } from './shape.ts';
import type { Targets } from './targets.ts';
import { transposed } from './transposed.ts';

/** A batch's loss, and its gradient in each parameter. */
export interface Lesson {
  readonly loss: number;
  readonly gradients: readonly Float32Array[];
}

const round = Math.fround;

/**
 * One forward and backward pass of the network (forward.ts) over a batch, written out: to record some sixty small operations and go
 * back through them (`tf.valueAndGrads`) costs as much as their arithmetic.
 *
 * The wasm backend packs the right operand again at each call and is slow at transposed products, so the smaller operand stands on
 * the right and transposes are taken first; a product with ones is twice as fast as a sum over a middle axis.
 */
export function learnBatch(network: Network, batch: Batch, targets: Targets, dropout?: Dropout): Lesson {
  let lesson: Lesson | undefined;
  tf.tidy(() => {
    lesson = passOver(network, batch, targets, dropout);
  });
  return lesson!;
}

function passOver(network: Network, batch: Batch, targets: Targets, dropout?: Dropout): Lesson {
  const { shape, parameters, runs } = network;
  const { members, width, layers, features } = shape;
  const rows = batch.count;
  const size = { members, rows, width };
  const keep = dropout?.keep ?? 1;
  const valuesAt = (i: number) => parameters[i].values;
  const tensorAt = (i: number) => tf.tensor(valuesAt(i), [...parameters[i].shape]);
  const asRows = (x: tf.Tensor) => tf.reshape(x, [members * rows, width]) as tf.Tensor2D;
  const byMember = (x: tf.Tensor) => tf.reshape(x, [members, rows, width]) as tf.Tensor3D;
  const gradients: Float32Array[] = [];

  const values = tf.tensor2d(gather(valuesAt(parameterAt.table), batch, runs, width), [
    rows * width,
    features,
  ]);
  const mix = tensorAt(parameterAt.mix) as tf.Tensor2D;
  const scale = tensorAt(parameterAt.scale);
  const mixed = byMember(transposed(tf.matMul(values, mix)));
  const unitsOf = (sums: tf.Tensor): tf.Tensor3D => {
    const units = tf.relu(sums);
    return (dropout ? tf.mul(units, dropout.mask()) : units) as tf.Tensor3D;
  };
  const units = [unitsOf(tf.add(tf.mul(mixed, scale), tensorAt(parameterAt.bias)))];
  const hidden = Array.from({ length: layers - 1 }, (_, l) =>
    tf.tensor2d(rescaled(valuesAt(parameterAt.hidden + 2 * l), keep), [width, width]),
  );
  for (const [l, weights] of hidden.entries()) {
    const sums = byMember(tf.matMul(asRows(units[l]), weights));
    units.push(unitsOf(tf.add(sums, tensorAt(parameterAt.hidden + 2 * l + 1))));
  }
  const last = units[layers - 1];
  const heads = rescaled(valuesAt(parameterAt.heads(layers)), keep);
  const headsBack = tf.tensor3d(heads, [members, outs, width]);
  const outputs = tf.add(
    tf.matMul(last, tf.transpose(headsBack, [0, 2, 1])),
    tensorAt(parameterAt.headBias(layers)),
  );
  const { loss, slopes } = retentionLoss(readAtOnce(outputs), targets, batch);

  gradients[parameterAt.headBias(layers)] = outputSums(slopes, size);
  const ofOutputs = tf.transpose(tf.tensor3d(slopes, [members, rows, outs]), [0, 2, 1]);
  gradients[parameterAt.heads(layers)] = rescaled(read(tf.matMul(ofOutputs, last)), keep);
  let slope: tf.Tensor = tf.tensor3d(slopesOfUnits(slopes, heads, size), [members, rows, width]);
  const ones = tf.ones([members, 1, rows]);
  const sumsOverRows = (x: tf.Tensor) => read(tf.matMul(ones, x));
  for (let l = layers - 2; l >= 0; l--) {
    slope = tf.mul(slope, tf.step(units[l + 1]));
    gradients[parameterAt.hidden + 2 * l + 1] = sumsOverRows(slope);
    gradients[parameterAt.hidden + 2 * l] = rescaled(
      read(tf.matMul(transposed(asRows(units[l])), asRows(slope))),
      keep,
    );
    slope = byMember(tf.matMul(asRows(slope), transposed(hidden[l])));
  }
  slope = tf.mul(slope, tf.step(units[0]));
  gradients[parameterAt.bias] = sumsOverRows(slope);
  gradients[parameterAt.scale] = sumsOverRows(tf.mul(slope, mixed));
  const ofMixed = transposed(tf.reshape(tf.mul(slope, scale), [members, rows * width]));
  gradients[parameterAt.mix] = read(tf.matMul(transposed(values), ofMixed));
  gradients[parameterAt.table] = scatter(readAtOnce(tf.matMul(ofMixed, transposed(mix))), batch, runs, shape);
  return { loss, gradients };
}

/** Sizes of an array [members, rows, width]. */
interface Size {
  readonly members: number;
  readonly rows: number;
  readonly width: number;
}

const read = (x: tf.Tensor): Float32Array => x.dataSync<'float32'>();

/** Reused from step to step: a tensor takes a copy. */
const slopesScratch = scratch();

/** Slopes [k, b, out] · heads [k, out, H] → [k, b, H]: wasm is three times slower at a product over so short an axis. */
function slopesOfUnits(
  slopes: Float32Array,
  heads: Float32Array,
  { members, rows, width }: Size,
): Float32Array {
  const to = slopesScratch(members * rows * width);
  for (let m = 0, at = 0; m < members; m++) {
    const head = m * outs * width;
    for (let i = 0; i < rows; i++) {
      const own = (m * rows + i) * outs;
      const [s0, s1, s2, s3] = [slopes[own], slopes[own + 1], slopes[own + 2], slopes[own + 3]];
      for (let j = head; j < head + width; j++, at++) {
        const two = round(round(s0 * heads[j]) + round(s1 * heads[j + width]));
        to[at] = round(two + round(s2 * heads[j + 2 * width])) + round(s3 * heads[j + 3 * width]);
      }
    }
  }
  return to;
}

/** [k, b, out] → [k, 1, out], row by row. */
function outputSums(slopes: Float32Array, { members, rows }: Size): Float32Array {
  const sums = new Float32Array(members * outs);
  for (let m = 0, at = 0; m < members; m++) {
    for (let i = 0; i < rows; i++)
      for (let o = m * outs; o < (m + 1) * outs; o++, at++) sums[o] += slopes[at];
  }
  return sums;
}

/** x / keep: what dropout leaves stands for what it silences. */
function rescaled(x: Float32Array, keep: number): Float32Array {
  if (keep === 1) return x;
  const by = round(1 / keep);
  return x.map((value) => value * by);
}
