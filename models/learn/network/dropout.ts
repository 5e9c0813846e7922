import * as tf from '@tensorflow/tfjs-core';
import { type RandomStream, randomStream } from '../../numerics/random.ts';
import type { NetworkShape } from './shape.ts';

/** Gives a mask of 0 and 1 [k, b, H] for each hidden layer in turn, kept with probability `keep`. */
export interface Dropout {
  readonly keep: number;
  mask(): tf.Tensor;
}

/** Floats that the pool of masks may hold. */
const poolSize = 12e6;

/** Masks drawn once and picked at random, as drawing them again would cost as much as the step. Dispose after use. */
export function dropoutPool(
  { members, width }: NetworkShape,
  rows: number,
  rate: number,
  seed: number,
): Dropout & { dispose(): void } {
  const random = randomStream(seed, 'dropout');
  const size = members * rows * width;
  const count = Math.max(6, Math.min(48, Math.floor(poolSize / size)));
  const masks = Array.from({ length: count }, () =>
    tf.tensor3d(randomMask(size, rate, random), [members, rows, width]),
  );
  return {
    keep: 1 - rate,
    mask: () => masks[random.integer(count)],
    dispose: () => tf.dispose(masks),
  };
}

function randomMask(size: number, rate: number, random: RandomStream): Float32Array {
  const mask = new Float32Array(size);
  for (let i = 0; i < size; i++) mask[i] = random.uniform() < rate ? 0 : 1;
  return mask;
}
