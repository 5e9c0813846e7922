import { describe, expect, it } from 'vitest';
import { type RandomStream, randomStream } from '../../../../models/numerics/random.ts';
import { challenge } from '../../../../models/quality/challenge/challenge.ts';
import { pairedDifference } from '../../../../models/quality/challenge/paired-difference.ts';
import type { LearningSet, Prediction } from '../../../../models/types.ts';

const n = 1500;
const sigmoid = (z: number) => 1 / (1 + Math.exp(-z));

/** Later rows, with predictions that know the truth but for noise of the given sizes. */
function world(random: RandomStream) {
  const logit = Float64Array.from({ length: n }, () => random.normal());
  const level = Float64Array.from({ length: n }, () => 3 + random.normal());
  const later: LearningSet = {
    table: { rowCount: n, columns: [] },
    customer: Int32Array.from({ length: n }, (_, i) => i >> 1),
    asOf: new Int32Array(n),
    churned: logit.map((z) => (random.uniform() < sigmoid(z) ? 1 : 0)),
    value: level.map((mean) => Math.exp(mean + 0.5 * random.normal())),
  };
  const predict = (churnNoise: number, valueNoise: number): Prediction => {
    const churn = logit.map((z) => sigmoid(z + churnNoise * random.normal()));
    const shift = level.map((mean) => mean + valueNoise * random.normal());
    const at = (z: number) => shift.map((mean) => Math.exp(mean + 0.5 * z));
    const [valueP10, valueP50, valueP90] = [at(-1.2816), at(0), at(1.2816)];
    return {
      churn,
      churnLow: churn,
      churnHigh: churn,
      value: valueP50,
      valueP10,
      valueP50,
      valueP90,
      valueZero: valueP50.map(() => 0),
      valueIfKept: valueP50,
      valueIfLost: valueP50,
    };
  };
  return { later, predict };
}

describe('a challenger', () => {
  it('that knows more wins, and one that knows less does not', () => {
    const { later, predict } = world(randomStream(1, 'challenge'));
    const [good, poor] = [predict(0.2, 0.2), predict(0.8, 0.5)];
    const won = challenge(later, poor, good);
    expect(won.better).toBe(true);
    expect(won.churn!.mean).toBeLessThan(0);
    expect(challenge(later, good, poor).better).toBe(false);
  });

  it('does not win where it gains in one task what it loses in the other', () => {
    const { later, predict } = world(randomStream(2, 'challenge'));
    expect(challenge(later, predict(0.9, 0.1), predict(0.1, 0.9)).better).toBe(false);
  });

  it('that knows just as much rarely takes the place', () => {
    let won = 0;
    for (let seed = 0; seed < 200; seed++) {
      const { later, predict } = world(randomStream(seed, 'equals'));
      won += challenge(later, predict(0.5, 0.4), predict(0.5, 0.4)).better ? 1 : 0;
    }
    // Two tasks at one in ten each, less those ruled out by the other: about 0.18 of 200, ± 4 standard errors.
    expect(won).toBeGreaterThan(14);
    expect(won).toBeLessThan(58);
  });

  it('is the champion itself: no difference, no change', () => {
    const { later, predict } = world(randomStream(3, 'same'));
    const same = predict(0.3, 0.3);
    const result = challenge(later, same, same);
    expect(result.better).toBe(false);
    expect(result.churn).toMatchObject({ mean: 0, standardError: 0 });
  });

  it('is compared on what is known alone', () => {
    const { later, predict } = world(randomStream(4, 'unknown'));
    const blind = { ...later, value: new Float64Array(n).fill(Number.NaN) };
    const result = challenge(blind, predict(0.9, 0.1), predict(0.1, 0.1));
    expect(result.value).toBeNull();
    expect(result.better).toBe(true);
  });
});

describe('a paired difference', () => {
  it('has the textbook error where every customer has one row', () => {
    const first = Float64Array.of(1, 2, 3, 6);
    const second = Float64Array.of(0, 0, 0, 0);
    const { mean, standardError } = pairedDifference(first, second, Int32Array.of(0, 1, 2, 3));
    expect(mean).toBe(3);
    // √Σ(x − 3)² / 4 = √14 / 4
    expect(standardError).toBeCloseTo(Math.sqrt(14) / 4, 12);
  });

  it('counts two equal rows of a customer as one draw', () => {
    const once = pairedDifference(Float64Array.of(1, 5), new Float64Array(2), Int32Array.of(0, 1));
    const twice = pairedDifference(
      Float64Array.of(1, 1, 5, 5),
      new Float64Array(4),
      Int32Array.of(0, 0, 1, 1),
    );
    expect(twice.standardError).toBeCloseTo(once.standardError, 12);
  });
});
