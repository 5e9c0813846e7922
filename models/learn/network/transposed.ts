import * as tf from '@tensorflow/tfjs-core';

/**
 * The transpose of a matrix. A row count that is a multiple of 1,024 makes wasm write at a stride that misses the
 * cache each time (five times slower): such a matrix goes in two steps, by blocks of 64 rows.
 */
export function transposed(x: tf.Tensor2D): tf.Tensor2D {
  const [m, n] = x.shape;
  if (m % 1024 || n < 2) return tf.transpose(x);
  const blocks = tf.transpose(tf.reshape(x, [m / 64, 64, n]), [0, 2, 1]);
  return tf.reshape(tf.transpose(blocks, [1, 0, 2]), [n, m]);
}
