import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { prepareBackend } from '../../../../models/backend.ts';
import { type Cells, rowEncoder } from '../../../../models/learn/encoding/encode-rows.ts';
import { fitEncoding } from '../../../../models/learn/encoding/fit-encoding.ts';
import { asTensors } from '../../../../models/learn/network/forward.ts';
import { initialParameters } from '../../../../models/learn/network/initial-parameters.ts';
import { type Network, networkOf, networkShape } from '../../../../models/learn/network/network.ts';
import type { NetworkShape } from '../../../../models/learn/network/shape.ts';
import { learningTargets, type Targets } from '../../../../models/learn/network/targets.ts';
import { learnBatch } from '../../../../models/learn/network/training-step.ts';
import { randomStream } from '../../../../models/numerics/random.ts';
import { simulatedRows } from '../../simulated-rows.ts';

const rows = simulatedRows(64, 5);
rows.churned[3] = Number.NaN;
rows.value[4] = Number.NaN;
const order = Int32Array.from({ length: 64 }, (_, i) => 63 - i);
let cells: Cells;
let network: Network;
let shape: NetworkShape;
let targets: Targets;
let weights: tf.Tensor[];

beforeAll(async () => {
  await prepareBackend();
  const encoding = fitEncoding(rows.table, 4);
  cells = rowEncoder(encoding, rows.table).encode(Int32Array.from({ length: 64 }, (_, i) => i));
  shape = networkShape(encoding, { members: 3, width: 8, layers: 3 });
  targets = learningTargets(rows);
  network = networkOf(encoding, shape, initialParameters(shape, targets.start, 1));
  weights = asTensors(network.parameters);
});

const lesson = (of: Network = network, about: Targets = targets) =>
  learnBatch(of, { cells, order, from: 0, count: 64 }, about);

describe('gradients of the network', () => {
  it('agree with a plain twin that TensorFlow.js differentiates itself', () => {
    const own = lesson();
    const plain = tf.valueAndGrads((...w) => twinLoss(w))(weights);
    expect(Math.abs(own.loss / plain.value.dataSync()[0] - 1)).toBeLessThan(1e-6);
    own.gradients.forEach((values, i) => {
      const gradient = tf.tensor(values, weights[i].shape);
      const scale = tf.max(tf.abs(plain.grads[i])).dataSync()[0];
      const apart = tf.max(tf.abs(tf.sub(gradient, plain.grads[i]))).dataSync()[0];
      expect(apart / scale, `parameter ${i}`).toBeLessThan(1e-5);
    });
  });

  it('agree with finite differences along a random direction of each parameter', () => {
    const { gradients } = lesson();
    const random = randomStream(1, 'directions');
    network.parameters.forEach(({ values }, i) => {
      const direction = values.map(() => random.normal());
      const step = 1e-3;
      const at = (by: number) => {
        const moved = network.parameters.map((p, j) =>
          j === i ? { ...p, values: values.map((v, c) => v + by * direction[c]) } : p,
        );
        return lesson({ ...network, parameters: moved }).loss;
      };
      const numeric = (at(step) - at(-step)) / (2 * step);
      const exact = gradients[i].reduce((sum, g, c) => sum + g * direction[c], 0);
      expect(Math.abs(numeric - exact), `parameter ${i}`).toBeLessThan(0.02 * Math.max(1, Math.abs(exact)));
    });
  });

  it('give unknown outcomes no say', () => {
    const before = lesson().gradients;
    const changed = { ...targets, churned: targets.churned.slice(), value: targets.value.slice() };
    changed.churned[3] = 1;
    changed.value[4] = 9;
    lesson(network, changed).gradients.forEach((gradient, i) => {
      expect(gradient).toEqual(before[i]);
    });
  });
});

/** Z = M·T with a dense matrix M of bin fractions, then the plain operations and their own gradients. */
function twinLoss(w: tf.Tensor[]): tf.Scalar {
  const { members: k, width: H, features: F, layers } = shape;
  const z = tf.reshape(tf.matMul(denseRows(), w[0] as tf.Tensor2D), [64, F, H]);
  const mixed = tf.matMul(tf.reshape(tf.transpose(z, [0, 2, 1]), [64 * H, F]), w[1] as tf.Tensor2D);
  let h = tf.transpose(tf.reshape(mixed, [64, H, k]), [2, 0, 1]) as tf.Tensor3D;
  h = tf.relu(tf.add(tf.mul(h, w[2]), w[3]));
  for (let l = 0; l < layers - 1; l++) {
    const product = tf.reshape(tf.matMul(tf.reshape(h, [k * 64, H]), w[4 + 2 * l] as tf.Tensor2D), [
      k,
      64,
      H,
    ]);
    h = tf.relu(tf.add(product, w[5 + 2 * l]));
  }
  const heads = w[4 + 2 * (layers - 1)];
  const outputs = tf.add(tf.matMul(h, tf.transpose(heads, [0, 2, 1]) as tf.Tensor3D), w[w.length - 1]);
  return plainLoss(outputs as tf.Tensor3D);
}

function denseRows(): tf.Tensor2D {
  const { features: F, tableRows: D } = shape;
  const dense = new Float32Array(64 * F * D);
  order.forEach((row, i) => {
    for (let f = 0; f < F; f++) {
      const tableRow = cells.row[row * F + f];
      const run = network.runs.find(({ first, count }) => tableRow >= first && tableRow < first + count);
      const start = (i * F + f) * D;
      if (run) dense.fill(1, start + run.first, start + tableRow);
      dense[start + tableRow] = cells.weight[row * F + f];
    }
  });
  return tf.tensor2d(dense, [64 * F, D]);
}

function plainLoss(outputs: tf.Tensor3D): tf.Scalar {
  const column = (values: Float32Array) =>
    tf.tensor3d(
      Float32Array.from(order, (i) => values[i]),
      [1, 64, 1],
    );
  const [a, p, mean, raw] = tf.split(outputs, 4, 2);
  const bce = (logit: tf.Tensor, y: tf.Tensor) => tf.sub(tf.softplus(logit), tf.mul(logit, y));
  const value = column(targets.value);
  const bought = tf.cast(tf.greater(value, 0), 'float32');
  const logValue = tf.log(tf.maximum(value, 1e-30));
  const spread = tf.softplus(raw);
  const square = tf.square(tf.div(tf.sub(logValue, mean), spread));
  const density = tf.addN([tf.log(spread), tf.mul(square, 0.5), tf.mul(logValue, tf.onesLike(mean))]);
  const nll = tf.mul(bought, tf.add(density, 0.5 * Math.log(2 * Math.PI)));
  const churn = tf.mul(tf.mul(bce(a, column(targets.churned)), column(targets.churnWeight)), 4);
  const ziln = tf.mul(tf.add(bce(p, bought), nll), column(targets.valueWeight));
  return tf.div(tf.sum(tf.add(churn, ziln)), 64) as tf.Scalar;
}
