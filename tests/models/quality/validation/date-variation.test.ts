import { describe, expect, it } from 'vitest';
import { randomStream } from '../../../../models/numerics/random.ts';
import { dateVariation } from '../../../../models/quality/validation/date-variation.ts';
import { forNextWindow } from '../../../../models/quality/validation/next-window.ts';
import type { LearningSet } from '../../../../models/types.ts';

/** Windows a horizon apart, each with an AUC and a level of its own. */
function windows(count: number, rows: number, spread: { ranking: number; level: number }, seed: number) {
  const random = randomStream(seed, 'windows');
  const n = count * rows;
  const column = () => new Float64Array(n);
  const [score, churned, predicted, value] = [column(), column(), column(), column()];
  const asOf = new Int32Array(n);
  for (let date = 0; date < count; date++) {
    const strength = 1.2 + spread.ranking * random.normal();
    const level = Math.exp(spread.level * random.normal());
    for (let i = date * rows; i < (date + 1) * rows; i++) {
      asOf[i] = 20_000 + 60 * date;
      churned[i] = random.uniform() < 0.3 ? 1 : 0;
      score[i] = strength * churned[i]! + random.normal();
      predicted[i] = Math.exp(random.normal());
      value[i] = level * predicted[i]! * Math.exp(0.5 * random.normal() - 0.125);
    }
  }
  const set: LearningSet = {
    table: { rowCount: n, columns: [] },
    churned,
    value,
    asOf,
    customer: Int32Array.from({ length: n }, (_, i) => i),
  };
  return { set, said: { name: 'rule', churn: score, value: predicted } };
}

const none: LearningSet = {
  table: { rowCount: 0, columns: [] },
  churned: new Float64Array(0),
  value: new Float64Array(0),
  asOf: new Int32Array(0),
  customer: new Int32Array(0),
};

const variationOf = (...how: Parameters<typeof windows>) => {
  const { set, said } = windows(...how);
  const nothing = { name: 'rule', churn: new Float64Array(0), value: new Float64Array(0) };
  return dateVariation(set, none, [{ train: said, later: nothing }]);
};

describe('variation between dates', () => {
  it('is small where dates are alike, and as large as it is where they are not', () => {
    const alike = variationOf(12, 2000, { ranking: 0, level: 0 }, 1);
    expect(alike.dates).toBe(12);
    expect(alike.level).toBeLessThan(0.04);
    expect(alike.ranking).toBeLessThan(0.05);
    const levels = Array.from(
      { length: 10 },
      (_, seed) => variationOf(12, 2000, { ranking: 0, level: 0.2 }, seed).level,
    );
    const mean = levels.reduce((sum, level) => sum + level, 0) / levels.length;
    expect(mean).toBeGreaterThan(0.2);
    expect(mean).toBeLessThan(0.36); // the difference of two dates: 0.2 × √2
  });

  it('is taken to be usual where one date tells nothing', () => {
    expect(variationOf(1, 500, { ranking: 0, level: 0 }, 1)).toEqual({
      dates: 1,
      ranking: 0.1,
      rate: 0.1,
      level: 0.1,
    });
  });
});

describe('an interval for the next window', () => {
  const ratios = { to: Math.log, from: Math.exp };

  it('holds what the next window brings nineteen times in twenty', () => {
    const random = randomStream(1, 'next window');
    const [sampling, between, trials] = [0.02, 0.08, 2000];
    let held = 0;
    for (let t = 0; t < trials; t++) {
      const seen = sampling * random.normal();
      const next = between * random.normal() + sampling * random.normal();
      const own = {
        value: Math.exp(seen),
        low: Math.exp(seen - 1.96 * sampling),
        high: Math.exp(seen + 1.96 * sampling),
      };
      const { low, high } = forNextWindow(own, ratios, between);
      if (Math.exp(next) >= low && Math.exp(next) <= high) held++;
    }
    expect(held / trials).toBeGreaterThan(0.935);
    expect(held / trials).toBeLessThan(0.965);
  });

  it('is never narrower than that by customer, and what is not known stays so', () => {
    const own = { value: 1, low: 0.97, high: 1.03 };
    const wide = forNextWindow(own, ratios, 0);
    expect(wide.low).toBeLessThan(own.low);
    expect(wide.high).toBeGreaterThan(own.high);
    expect(forNextWindow({ value: Number.NaN, low: 0, high: 1 }, ratios, 0.1).value).toBeNaN();
  });

  it('of nothing at all, or of everything, is no wider than what was seen allows', () => {
    const lift = forNextWindow({ value: 0, low: 0, high: 0.9 }, ratios, 0.1);
    expect(lift.low).toBe(0);
    expect(lift.high).toBeGreaterThan(0.9 * Math.SQRT2);
    expect(lift.high).toBeLessThan(0.9 * Math.SQRT2 * 1.3);
    const shares = {
      to: (p: number) => Math.log(p / (1 - p)),
      from: (on: number) => 1 / (1 + Math.exp(-on)),
    };
    const all = forNextWindow({ value: 1, low: 0.97, high: 1 }, shares, 0);
    expect(all.high).toBe(1);
    expect(all.low).toBeCloseTo(1 - 0.03 * Math.SQRT2, 9);
    expect(forNextWindow({ value: 1, low: 1, high: 1 }, shares, 0.1)).toEqual({ value: 1, low: 1, high: 1 });
    expect(forNextWindow({ value: 2, low: 0, high: 4 }, ratios, 0.1).low).toBe(0);
  });
});
