import { describe, expect, it } from 'vitest';
import { randomStream } from '../../../models/numerics.ts';
import { chancesAt } from '../../../models/text/calibration.ts';
import { constantAt } from '../../../models/text/count-features.ts';
import { dualStep } from '../../../models/text/dual-step.ts';
import { fitWeights, scoreRow } from '../../../models/text/fit-weights.ts';
import { numberFeatures } from '../../../models/text/numbered-rows.ts';
import { SparseWriter } from '../../../models/text/sparse-rows.ts';

describe('the step of one example in the dual', () => {
  it.each([0.01, 1, 36, 5000])('solves its equation at q = %d', (q) => {
    const random = randomStream(1, `step ${q}`);
    for (let trial = 0; trial < 50; trial++) {
      const scores = Float64Array.from({ length: 5 }, () => 6 * random.normal());
      const before = Float64Array.from({ length: 5 }, () => random.uniform() ** 4);
      const sum = before.reduce((all, one) => all + one, 0);
      const shares = before.map((one) => one / sum);
      const after = new Float64Array(5);
      dualStep(scores, shares, q, after);
      const levels = after.map((a, k) => Math.log(a) + q * a - scores[k] - q * shares[k]);
      expect(after.reduce((all, one) => all + one, 0)).toBeCloseTo(1, 9);
      expect(Math.max(...levels) - Math.min(...levels)).toBeLessThan(2e-3);
    }
  });

  it('starts from a certain example', () => {
    const after = new Float64Array(2);
    dualStep(Float64Array.of(0, 0), Float64Array.of(1, 0), 3, after);
    expect(after[0]).toBeGreaterThan(after[1]);
    expect(Math.log(after[0]) + 3 * after[0] - 3).toBeCloseTo(Math.log(after[1]) + 3 * after[1], 5);
  });
});

/** Rows of four features and the constant, three classes. */
function madeRows(count: number) {
  const random = randomStream(2, 'rows');
  const writer = new SparseWriter();
  const label = Int32Array.from({ length: count }, () => {
    const features = [0, 1, 2, 3].map(() => random.normal());
    for (const [i, value] of features.entries()) writer.add(i, value);
    writer.add(4, 1);
    writer.endRow();
    return random.uniform() < 0.2 ? random.integer(3) : Number(features[0] > 0) + Number(features[1] > 0.5);
  });
  return { rows: writer.rows(), features: 5, label, classes: 3, taught: Int32Array.from(label.keys()) };
}

describe('weights', () => {
  it('leave no slope of ridge plus weighted log loss', () => {
    const given = madeRows(400);
    const cost = 0.5;
    const slope = slopeAt(given, fitWeights(given, { cost, seed: 1 }), cost);
    expect(slope).toBeLessThan(0.01 * slopeAt(given, new Float32Array(3 * given.features), cost));
  });

  it('are the same bytes for the same rows and seed', () => {
    const given = madeRows(200);
    const bytes = () => Buffer.from(fitWeights(given, { cost: 4, seed: 3 }).buffer);
    expect(bytes().equals(bytes())).toBe(true);
  });
});

describe('features by number', () => {
  it('are as many as were met, and give their weights back to their buckets', () => {
    const writer = new SparseWriter(1);
    for (const row of [
      [70_000, 5, constantAt],
      [5, constantAt],
    ]) {
      for (const bucket of row) writer.add(bucket, bucket / 10);
      writer.endRow();
    }
    const { rows, features, inBuckets } = numberFeatures(writer.rows());
    expect(features).toBe(3);
    expect(rows).toEqual({ ...writer.rows(), index: Int32Array.of(0, 1, 2, 1, 2) });
    const weights = inBuckets(Float32Array.of(1, 2, 3, 4, 5, 6), 2);
    expect(weights).toHaveLength(2 * (constantAt + 1));
    const found = [...weights.entries()].filter(([, weight]) => weight !== 0);
    expect(found).toEqual([
      [10, 3],
      [11, 4],
      [140_000, 1],
      [140_001, 2],
      [2 * constantAt, 5],
      [2 * constantAt + 1, 6],
    ]);
  });
});

/** The steepest slope of ½‖W‖² + cost × weighted log loss. */
function slopeAt(given: ReturnType<typeof madeRows>, weights: Float32Array, cost: number): number {
  const counts = [0, 1, 2].map((k) => given.label.filter((own) => own === k).length);
  const slope = Float64Array.from(weights);
  const [scores, shares] = [new Float64Array(3), new Float64Array(3)];
  for (const row of given.taught) {
    scoreRow(given.rows, row, weights, scores);
    chancesAt(scores, { temperature: 1, offsets: [0, 0, 0] }, shares);
    const own = cost * Math.sqrt(400 / (3 * counts[given.label[row]]));
    for (let i = given.rows.start[row]; i < given.rows.start[row + 1]; i++)
      for (let k = 0; k < 3; k++)
        slope[given.rows.index[i] * 3 + k] +=
          own * given.rows.value[i] * (shares[k] - Number(given.label[row] === k));
  }
  return Math.max(...slope.filter((one) => one !== 0).map(Math.abs));
}
