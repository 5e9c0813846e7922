import * as tf from '@tensorflow/tfjs-core';

/**
 * a [m, p] · b [p, n] with its own gradient.
 *
 * The wasm backend packs the right operand again at each call and is slow at transposed products, so each gradient is
 * the product whose right operand is the smaller, with transposes taken first.
 */
export const multiply: (a: tf.Tensor2D, b: tf.Tensor2D) => tf.Tensor2D = tf.customGrad((...inputs) => {
  const [a, b, save] = inputs as [tf.Tensor2D, tf.Tensor2D, tf.GradSaveFunc];
  save([a, b]);
  return {
    value: tf.matMul(a, b),
    gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) =>
      productGradients(dy as tf.Tensor2D, saved as tf.Tensor2D[]),
  };
}) as (a: tf.Tensor, b: tf.Tensor) => tf.Tensor2D;

function productGradients(dy: tf.Tensor2D, [a, b]: tf.Tensor2D[]): tf.Tensor2D[] {
  const [m, p] = a.shape;
  const n = b.shape[1];
  return [
    p <= m ? tf.matMul(dy, transposed(b)) : transposed(tf.matMul(b, transposed(dy))),
    n <= p ? tf.matMul(transposed(a), dy) : transposed(tf.matMul(transposed(dy), a)),
  ];
}

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

/** relu(x·scale + bias)·mask with its own gradient: x [k, b, H], scale and bias [k, 1, H], mask of 0 and 1. */
export function scaledRelu(
  x: tf.Tensor3D,
  scale: tf.Tensor3D,
  bias: tf.Tensor3D,
  mask?: tf.Tensor,
): tf.Tensor3D {
  const operation = tf.customGrad((...inputs) => {
    const [p, s, c, save] = inputs as [tf.Tensor, tf.Tensor, tf.Tensor, tf.GradSaveFunc];
    const value = masked(tf.relu(tf.add(tf.mul(p, s), c)), mask);
    save([p, s, value]);
    const gradFunc = (dy: tf.Tensor, [p, s, y]: tf.Tensor[]) => {
      const d = tf.mul(dy, tf.step(y));
      return [tf.mul(d, s), sumOverRows(tf.mul(d, p)), sumOverRows(d)];
    };
    return { value, gradFunc };
  });
  return operation(x, scale, bias) as tf.Tensor3D;
}

/** relu(x + bias)·mask with its own gradient: x [k, b, H], bias [k, 1, H], mask of 0 and 1. */
export function biasedRelu(x: tf.Tensor3D, bias: tf.Tensor3D, mask?: tf.Tensor): tf.Tensor3D {
  const operation = tf.customGrad((...inputs) => {
    const [p, c, save] = inputs as [tf.Tensor, tf.Tensor, tf.GradSaveFunc];
    const value = masked(tf.relu(tf.add(p, c)), mask);
    save([value]);
    const gradFunc = (dy: tf.Tensor, [y]: tf.Tensor[]) => {
      const d = tf.mul(dy, tf.step(y));
      return [d, sumOverRows(d)];
    };
    return { value, gradFunc };
  });
  return operation(x, bias) as tf.Tensor3D;
}

/**
 * Per-member heads with their own gradient: h [k, b, H], heads [k, out, H] → [k, b, out].
 * Its gradient in h is a sum of `out` outer products: a product over so short an axis is three times slower. Cut along
 * the first axis, as wasm cuts along the last one number by number.
 */
export const applyHeads: (h: tf.Tensor3D, heads: tf.Tensor3D) => tf.Tensor3D = tf.customGrad((...inputs) => {
  const [h, heads, save] = inputs as [tf.Tensor3D, tf.Tensor3D, tf.GradSaveFunc];
  save([h, heads]);
  return {
    value: tf.matMul(h, tf.transpose(heads, [0, 2, 1])),
    gradFunc: (dy: tf.Tensor, [h, heads]: tf.Tensor[]) => {
      const [k, b, H] = h.shape;
      const slopes = tf.unstack(tf.transpose(dy, [2, 0, 1]));
      const rows = tf.unstack(tf.transpose(heads, [1, 0, 2]));
      const terms = slopes.map((d, o) => tf.mul(tf.reshape(d, [k, b, 1]), tf.reshape(rows[o], [k, 1, H])));
      const ofHeads = tf.matMul(tf.transpose(dy, [0, 2, 1]) as tf.Tensor3D, h as tf.Tensor3D);
      return [terms.reduce((x, y) => tf.add(x, y)), ofHeads];
    },
  };
}) as (h: tf.Tensor, heads: tf.Tensor) => tf.Tensor3D;

/** [k, b, H] → [k, 1, H]: a product with ones is twice as fast on wasm as a sum over a middle axis. */
function sumOverRows(x: tf.Tensor): tf.Tensor {
  const [k, b] = x.shape;
  return tf.matMul(tf.ones([k, 1, b]), x as tf.Tensor3D);
}

const masked = (x: tf.Tensor, mask?: tf.Tensor) => (mask ? tf.mul(x, mask) : x);
