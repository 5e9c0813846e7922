import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { prepareBackend } from '../../../../models/backend.ts';
import { type Cells, rowEncoder } from '../../../../models/learn/encoding/encode-rows.ts';
import { fitEncoding } from '../../../../models/learn/encoding/fit-encoding.ts';
import { asTensors, forward } from '../../../../models/learn/network/forward.ts';
import { initialParameters } from '../../../../models/learn/network/initial-parameters.ts';
import { type BinRun, binRuns } from '../../../../models/learn/network/lookup.ts';
import { networkShape } from '../../../../models/learn/network/network.ts';
import { retentionLoss } from '../../../../models/learn/network/retention-loss.ts';
import type { NetworkShape } from '../../../../models/learn/network/shape.ts';
import { learningTargets, type Targets } from '../../../../models/learn/network/targets.ts';
import { simulatedRows } from '../../simulated-rows.ts';

const rows = simulatedRows(64, 5);
rows.churned[3] = Number.NaN;
rows.value[4] = Number.NaN;
const order = Int32Array.from({ length: 64 }, (_, i) => 63 - i);
let cells: Cells;
let runs: BinRun[];
let shape: NetworkShape;
let targets: Targets;
let weights: tf.Tensor[];

beforeAll(async () => {
  await prepareBackend();
  const encoding = fitEncoding(rows.table, 4);
  cells = rowEncoder(encoding, rows.table).encode(Int32Array.from({ length: 64 }, (_, i) => i));
  runs = binRuns(encoding);
  shape = networkShape(encoding, { members: 3, width: 8, layers: 3 });
  targets = learningTargets(rows);
  weights = asTensors(initialParameters(shape, targets.start, 1));
});

const loss = (...w: tf.Tensor[]) =>
  retentionLoss(forward(w, shape, { cells, order, from: 0, count: 64 }, runs), targets, order, 0);

describe('gradients of the network', () => {
  it('agree with a plain twin that TensorFlow.js differentiates itself', () => {
    const own = tf.valueAndGrads(loss)(weights);
    const plain = tf.valueAndGrads((...w) => twinLoss(w))(weights);
    expect(Math.abs(own.value.dataSync()[0] / plain.value.dataSync()[0] - 1)).toBeLessThan(1e-6);
    own.grads.forEach((gradient, i) => {
      const scale = tf.max(tf.abs(plain.grads[i])).dataSync()[0];
      const apart = tf.max(tf.abs(tf.sub(gradient, plain.grads[i]))).dataSync()[0];
      expect(apart / scale, `parameter ${i}`).toBeLessThan(1e-5);
    });
  });

  it('agree with finite differences along a random direction of each parameter', () => {
    const { grads } = tf.valueAndGrads(loss)(weights);
    weights.forEach((weight, i) => {
      const direction = tf.randomNormal(weight.shape, 0, 1, 'float32', i);
      const step = 1e-3;
      const at = (by: number) =>
        loss(...weights.map((w, j) => (j === i ? tf.add(w, tf.mul(direction, by)) : w))).dataSync()[0];
      const numeric = (at(step) - at(-step)) / (2 * step);
      const exact = tf.sum(tf.mul(grads[i], direction)).dataSync()[0];
      expect(Math.abs(numeric - exact), `parameter ${i}`).toBeLessThan(0.02 * Math.max(1, Math.abs(exact)));
    });
  });

  it('give unknown outcomes no say', () => {
    const { grads } = tf.valueAndGrads(loss)(weights);
    const before = grads.map((g) => g.dataSync().slice());
    const changed = { ...targets, churned: targets.churned.slice(), value: targets.value.slice() };
    changed.churned[3] = 1;
    changed.value[4] = 9;
    const again = tf.valueAndGrads((...w) =>
      retentionLoss(forward(w, shape, { cells, order, from: 0, count: 64 }, runs), changed, order, 0),
    )(weights);
    again.grads.forEach((g, i) => {
      expect(g.dataSync()).toEqual(before[i]);
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
      const run = runs.find(({ first, count }) => tableRow >= first && tableRow < first + count);
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
