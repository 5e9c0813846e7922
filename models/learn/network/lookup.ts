import * as tf from '@tensorflow/tfjs-core';
import type { BinRun } from '../encoding/bin-runs.ts';
import type { Cells } from '../encoding/encode-rows.ts';
import { scratch } from './scratch.ts';
import type { NetworkShape } from './shape.ts';

/** The rows of `cells` to look up: those at `order[from]` … `order[from + count − 1]`. */
export interface Batch {
  readonly cells: Cells;
  readonly order: Int32Array;
  readonly from: number;
  readonly count: number;
}

/** Encoded values of a batch: table [D, H] → Z [count·H, F]. */
export function lookup(table: tf.Tensor2D, batch: Batch, runs: readonly BinRun[]): tf.Tensor2D {
  const width = table.shape[1];
  const z = gather(table.dataSync<'float32'>(), batch, runs, width);
  return tf.tensor2d(z, [batch.count * width, batch.cells.featureCount]);
}

/** Reused: what was looked up must not outlive the next look-up. */
const lookedUp = scratch();
const sumsOfEarlier = scratch();
const slopesOfEarlier = scratch();

/**
 * Gathered and scattered in typed arrays, four hidden units a step: a dense product with one-hot rows costs thirty times as
 * much, a unit a step half as much again. A value at the lower edge of its bin, such as none of a thing, has no share of the bin.
 * @returns Z, which must not outlive the next look-up
 */
export function gather(
  table: Float32Array,
  batch: Batch,
  runs: readonly BinRun[],
  width: number,
): Float32Array {
  const { cells, order, from, count } = batch;
  const { featureCount: F, row, weight } = cells;
  const earlier = runningSums(table, runs, width);
  const z = lookedUp(count * width * F);
  for (let i = 0; i < count; i++) {
    const cell = order[from + i] * F;
    for (let f = 0; f < F; f++) {
      const at = row[cell + f] * width;
      const w = weight[cell + f];
      let out = i * width * F + f;
      if (w === 0) {
        for (let j = at; j < at + width; j += 4, out += 4 * F) {
          z[out] = earlier[j];
          z[out + F] = earlier[j + 1];
          z[out + 2 * F] = earlier[j + 2];
          z[out + 3 * F] = earlier[j + 3];
        }
        continue;
      }
      for (let j = at; j < at + width; j += 4, out += 4 * F) {
        z[out] = earlier[j] + w * table[j];
        z[out + F] = earlier[j + 1] + w * table[j + 1];
        z[out + 2 * F] = earlier[j + 2] + w * table[j + 2];
        z[out + 3 * F] = earlier[j + 3] + w * table[j + 3];
      }
    }
  }
  return z;
}

/** The gradient of the table [D, H], from that of Z. */
export function scatter(
  dz: Float32Array,
  batch: Batch,
  runs: readonly BinRun[],
  { tableRows, width }: Pick<NetworkShape, 'tableRows' | 'width'>,
): Float32Array {
  const { cells, order, from, count } = batch;
  const { featureCount: F, row, weight } = cells;
  const gradient = new Float32Array(tableRows * width);
  const ofEarlier = slopesOfEarlier(tableRows * width).fill(0);
  for (let i = 0; i < count; i++) {
    const cell = order[from + i] * F;
    for (let f = 0; f < F; f++) {
      const at = row[cell + f] * width;
      const w = weight[cell + f];
      let out = i * width * F + f;
      for (let j = at; j < at + width; j += 4, out += 4 * F) {
        ofEarlier[j] += dz[out];
        ofEarlier[j + 1] += dz[out + F];
        ofEarlier[j + 2] += dz[out + 2 * F];
        ofEarlier[j + 3] += dz[out + 3 * F];
      }
      if (w === 0) continue;
      out = i * width * F + f;
      for (let j = at; j < at + width; j += 4, out += 4 * F) {
        gradient[j] += w * dz[out];
        gradient[j + 1] += w * dz[out + F];
        gradient[j + 2] += w * dz[out + 2 * F];
        gradient[j + 3] += w * dz[out + 3 * F];
      }
    }
  }
  passToEarlierBins(gradient, ofEarlier, runs, width);
  return gradient;
}

/** C: for each bin the sum of the bins before it, 0 for all other rows. */
function runningSums(table: Float32Array, runs: readonly BinRun[], width: number): Float32Array {
  const sums = sumsOfEarlier(table.length).fill(0);
  for (const { first, count } of runs) {
    const end = (first + count) * width;
    for (let at = (first + 1) * width; at < end; at++) sums[at] = sums[at - width] + table[at - width];
  }
  return sums;
}

/** The gradient of a running sum flows to every earlier bin. */
function passToEarlierBins(
  gradient: Float32Array,
  ofEarlier: Float32Array,
  runs: readonly BinRun[],
  width: number,
): void {
  for (const { first, count } of runs) {
    for (let at = (first + count) * width - 1; at >= (first + 1) * width; at--) {
      gradient[at - width] += ofEarlier[at];
      ofEarlier[at - width] += ofEarlier[at];
    }
  }
}
