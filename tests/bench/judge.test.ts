import { describe, expect, it } from 'vitest';
import { judgeChurn, judgeValue } from '../../bench/models/judge.ts';
import type { LearningSet } from '../../models/types.ts';

const test = (churned: number[], value: number[], customer: number[]): LearningSet => ({
  table: { rowCount: churned.length, columns: [] },
  churned: Float64Array.from(churned),
  value: Float64Array.from(value),
  customer: Int32Array.from(customer),
  asOf: new Int32Array(churned.length),
});
const unknown = Number.NaN;
const folds = [
  {
    test: test([1, 0, 1, 0, unknown], [0, 10, 0, 30, 5], [0, 1, 2, 3, 4]),
    said: { ours: [0.9, 0.1, 0.8, 0.2, 0.5], theirs: [0.1, 0.9, 0.2, 0.8, 0.5] },
  },
  {
    test: test([1, 0, 0, 1], [0, 10, 20, 0], [0, 1, 2, 3]),
    said: { ours: [0.9, 0.1, 0.95, 0.8], theirs: [0.9, 0.1, 0.2, 0.8] },
  },
].map(({ test, said }) => ({
  test,
  said: { ours: Float64Array.from(said.ours), theirs: Float64Array.from(said.theirs), silent: null },
}));

describe('contestants on several folds', () => {
  it('have the mean of each fold’s figure, over rows of known outcome', () => {
    const figures = judgeChurn(folds, 'ours');
    expect(figures.get('ours')?.auc.own.value).toBeCloseTo((1 + 0.5) / 2, 12);
    expect(figures.get('theirs')?.auc.own.value).toBeCloseTo((0 + 1) / 2, 12);
    expect(figures.get('theirs')?.auc.difference.value).toBeCloseTo(0.25, 12);
    expect([...figures.keys()]).toEqual(['ours', 'theirs']);
  });

  it('differ from themselves by nothing, in every draw', () => {
    const own = judgeValue(folds, 'ours').get('ours')?.gini.difference;
    expect(own).toEqual({ value: 0, low: 0, high: 0 });
  });
});
