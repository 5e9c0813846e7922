import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  auc,
  averagePrecision,
  gain,
  lift,
  topDecileLift,
} from '../../../../models/quality/metrics/ranking.ts';

const cases = fc.array(fc.tuple(fc.integer({ min: 0, max: 6 }), fc.boolean()), {
  minLength: 2,
  maxLength: 40,
});
const columns = (rows: [number, boolean][]) => ({
  score: rows.map(([s]) => s),
  outcome: rows.map(([, y]) => (y ? 1 : 0)),
});

/** Counts every pair. */
function pairwiseAuc(score: number[], outcome: number[]): number {
  let wins = 0;
  let pairs = 0;
  for (let i = 0; i < score.length; i++) {
    for (let j = 0; j < score.length; j++) {
      if (outcome[i] !== 1 || outcome[j] !== 0) continue;
      pairs++;
      wins += score[i] > score[j] ? 1 : score[i] === score[j] ? 0.5 : 0;
    }
  }
  return pairs === 0 ? Number.NaN : wins / pairs;
}

describe('auc', () => {
  it('agrees with counting every pair, ties included', () => {
    fc.assert(
      fc.property(cases, (rows) => {
        const { score, outcome } = columns(rows);
        const expected = pairwiseAuc(score, outcome);
        if (Number.isNaN(expected)) expect(auc(score, outcome)).toBeNaN();
        else expect(auc(score, outcome)).toBeCloseTo(expected, 12);
      }),
    );
  });
});

describe('average precision', () => {
  it('is what scikit-learn documents: y 0 0 1 1, scores .1 .4 .35 .8 give .8333', () => {
    expect(averagePrecision([0.1, 0.4, 0.35, 0.8], [0, 0, 1, 1])).toBeCloseTo(0.8333333, 6);
  });

  it('is the rate where every score is the same', () => {
    expect(averagePrecision([1, 1, 1, 1], [0, 1, 0, 0])).toBeCloseTo(0.25, 12);
  });
});

describe('lift and gain', () => {
  const score = [9, 8, 7, 6, 5, 4, 3, 2, 1, 0];
  const outcome = [1, 1, 0, 1, 0, 0, 0, 0, 1, 0];

  it('by hand', () => {
    expect(gain(score, outcome, 0.2)).toBeCloseTo(0.5, 12);
    expect(lift(score, outcome, 0.2)).toBeCloseTo(2.5, 12);
    expect(topDecileLift(score, outcome)).toBeCloseTo(2.5, 12);
  });

  it('counts a tie across the border in proportion, so the order of the rows does not matter', () => {
    expect(gain([1, 1, 1, 1], [1, 0, 0, 0], 0.5)).toBeCloseTo(0.5, 12);
    expect(gain([1, 1, 1, 1], [0, 0, 0, 1], 0.5)).toBeCloseTo(0.5, 12);
  });

  it('of everyone is 1', () => {
    fc.assert(
      fc.property(cases, (rows) => {
        const { score, outcome } = columns(rows);
        fc.pre(outcome.includes(1));
        expect(lift(score, outcome, 1)).toBeCloseTo(1, 12);
      }),
    );
  });
});
