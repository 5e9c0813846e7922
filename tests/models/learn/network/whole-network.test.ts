import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { prepareBackend } from '../../../../models/backend.ts';
import { type Cells, rowEncoder } from '../../../../models/learn/encoding/encode-rows.ts';
import { fitEncoding } from '../../../../models/learn/encoding/fit-encoding.ts';
import type { Dropout } from '../../../../models/learn/network/dropout.ts';
import { asTensors, forward } from '../../../../models/learn/network/forward.ts';
import { initialParameters } from '../../../../models/learn/network/initial-parameters.ts';
import { networkOf, networkShape } from '../../../../models/learn/network/network.ts';
import type { NetworkShape } from '../../../../models/learn/network/shape.ts';
import { learningTargets, type Targets } from '../../../../models/learn/network/targets.ts';
import { learnBatch } from '../../../../models/learn/network/training-step.ts';
import { randomStream } from '../../../../models/numerics/random.ts';
import { simulatedRows } from '../../simulated-rows.ts';
import { encodedRow, memberOutputs, plainLoss, type Survival, type Weights } from './plain-network.ts';

const n = 40;
const rows = simulatedRows(n, 5);
rows.churned[3] = Number.NaN;
rows.value[4] = Number.NaN;
const order = Int32Array.from({ length: n }, (_, i) => i);

interface Setting {
  readonly shape: NetworkShape;
  readonly cells: Cells;
  readonly targets: Targets;
  readonly network: ReturnType<typeof networkOf>;
  readonly doubles: Weights;
}

function setting(layers: number): Setting {
  const encoding = fitEncoding(rows.table, 4);
  const cells = rowEncoder(encoding, rows.table).encode(order);
  const shape = networkShape(encoding, { members: 3, width: 8, layers });
  const targets = learningTargets(rows);
  const network = networkOf(encoding, shape, initialParameters(shape, targets.start, 1));
  const doubles = network.parameters.map(({ values }) => Float64Array.from(values));
  return { shape, cells, targets, network, doubles };
}

const lessonOf = ({ cells, targets, network }: Setting, dropout?: Dropout) =>
  learnBatch(network, { cells, order, from: 0, count: n }, targets, dropout);

/** Slope of the plain loss along a direction in all weights at once, by central differences on doubles. */
function plainSlope(set: Setting, direction: Weights, survival?: Survival): number {
  const { shape, cells, targets, network, doubles } = set;
  const step = 1e-6;
  const at = (by: number) => {
    const moved = doubles.map((values, p) => values.map((v, i) => v + by * direction[p][i]));
    return plainLoss(moved, shape, network.runs, cells, targets, survival);
  };
  return (at(step) - at(-step)) / (2 * step);
}

function expectSlopes(set: Setting, exact: readonly Float32Array[], survival?: Survival): void {
  const random = randomStream(1, 'directions');
  for (let draw = 0; draw < 5; draw++) {
    const direction = set.doubles.map((values) => values.map(() => random.normal()));
    const along = (g: Float32Array, p: number) => g.reduce((sum, v, i) => sum + v * direction[p][i], 0);
    const slope = exact.reduce((sum, g, p) => sum + along(g, p), 0);
    const numeric = plainSlope(set, direction, survival);
    expect(Math.abs(slope - numeric)).toBeLessThan(1e-4 * Math.max(1, Math.abs(numeric)));
  }
}

beforeAll(async () => {
  await prepareBackend();
});

it('is as wide as look-ups go, four units a step, and no other width', () => {
  const encoding = fitEncoding(rows.table, 4);
  expect(() => networkShape(encoding, { members: 3, width: 6, layers: 1 })).toThrow(/multiple of 4, not 6/);
});

describe.each([1, 2, 3])('the whole network with %i hidden layers', (layers) => {
  it('says what its formulas say', () => {
    const { shape, cells, network, doubles } = setting(layers);
    const batch = { cells, order, from: 0, count: n };
    const outputs = forward(asTensors(network.parameters), shape, batch, network.runs).arraySync();
    for (let i = 0; i < n; i++) {
      const values = encodedRow(doubles, shape, network.runs, cells, i);
      for (let m = 0; m < shape.members; m++) {
        memberOutputs(doubles, shape, values, m).forEach((expected, o) => {
          expect(Math.abs(outputs[m][i][o] - expected)).toBeLessThan(1e-5);
        });
      }
    }
  });

  it('has the gradient of the plain loss, along random directions in all weights at once', () => {
    const set = setting(layers);
    const { loss, gradients } = lessonOf(set);
    const plain = plainLoss(set.doubles, set.shape, set.network.runs, set.cells, set.targets);
    expect(Math.abs(loss / plain - 1)).toBeLessThan(1e-5);
    expectSlopes(set, gradients);
  });
});

describe('dropout', () => {
  it('silences the masked units and rescales the rest, gradients too', () => {
    const set = setting(2);
    const { members, width } = set.shape;
    const bits = randomStream(2, 'mask');
    const masks = [0, 1].map(() =>
      Float32Array.from({ length: members * n * width }, () => (bits.uniform() < 0.5 ? 0 : 1)),
    );
    let next = 0;
    const dropout: Dropout = {
      keep: 0.5,
      mask: () => tf.tensor3d(masks[next++ % 2], [members, n, width]),
    };
    const survival: Survival = (layer, m, i, j) => 2 * masks[layer][(m * n + i) * width + j];
    const { loss, gradients } = lessonOf(set, dropout);
    const plain = plainLoss(set.doubles, set.shape, set.network.runs, set.cells, set.targets, survival);
    expect(Math.abs(loss / plain - 1)).toBeLessThan(1e-5);
    expectSlopes(set, gradients, survival);
  });

  it('leaves nothing of a unit that every row has masked', () => {
    const set = setting(2);
    const { members, width } = set.shape;
    const silent = tf.zeros([members, n, width]);
    const { gradients } = lessonOf(set, { keep: 0.5, mask: () => silent });
    const largest = (gradient: Float32Array) => gradient.reduce((most, g) => Math.max(most, Math.abs(g)), 0);
    expect(largest(gradients[0])).toBe(0);
    expect(largest(gradients[1])).toBe(0);
    expect(largest(gradients[gradients.length - 1])).toBeGreaterThan(0);
  });
});
