import { describe, expect, it } from 'vitest';
import { adjustedDifference } from '../../../models/effects/adjusted-difference.ts';
import { eValue } from '../../../models/effects/e-value.ts';
import { alwaysValidReach, declaredEndReach, mixingOf, mixtureRatio } from '../../../models/effects/looks.ts';
import { meanDifference } from '../../../models/effects/mean-difference.ts';
import { combined, mergeMoments, momentsOf } from '../../../models/effects/moments.ts';
import { customersNeeded, powerOf, smallestSeen } from '../../../models/effects/power.ts';
import { ratioOf } from '../../../models/effects/ratio.ts';
import { newcombe, postStratified } from '../../../models/effects/retention-difference.ts';
import { attritionOf, sampleRatio } from '../../../models/effects/sample-ratio.ts';
import { randomStream } from '../../../models/numerics/random.ts';

const meanOf = (values: readonly number[]) => combined(momentsOf([values]), [1]);

describe('difference of means', () => {
  const treated = [0, 0, 12, 30, 0, 250];
  const control = [0, 5, 0, 18, 0, 40, 0, 9, 22, 0, 0, 75];

  it('has the averaged variance and the degrees of freedom of Welch', () => {
    const effect = meanDifference(meanOf(treated), meanOf(control), 0.95);
    expect(effect.value).toBeCloseTo(34.583333, 6);
    expect(effect.degrees).toBeCloseTo(5.267141, 6);
    expect([effect.low, effect.high]).toEqual([expect.closeTo(-55.802399, 5), expect.closeTo(124.969065, 5)]);
  });

  it('is that of Welch where the arms are of one size', () => {
    const effect = meanDifference(meanOf([12, 0, 30, 45, 0, 8]), meanOf([6, 0, 25, 0, 40, 3]), 0.95);
    expect(effect.value).toBeCloseTo(3.5, 12);
    expect(effect.standardError).toBeCloseTo(9.976918, 6);
  });

  it('has an interval of no width where nothing varies', () => {
    expect(meanDifference(meanOf([3, 3, 3]), meanOf([1, 1]), 0.95)).toMatchObject({
      value: 2,
      low: 2,
      high: 2,
    });
  });

  it('is the same from the moments of parts put together', () => {
    const parts = [treated.slice(0, 1), treated.slice(1, 4), treated.slice(4)].map((part) =>
      momentsOf([part]),
    );
    const whole = parts.reduce(mergeMoments);
    expect(combined(whole, [1]).variance).toBeCloseTo(meanOf(treated).variance, 9);
  });

  it('covers the truth where one arm holds a tenth of skewed money', () => {
    const stream = randomStream(7, 'money');
    const money = () => (stream.uniform() < 0.5 ? 0 : Math.exp(1.2 * stream.normal()));
    const truth = 0;
    let covered = 0;
    const runs = 600;
    for (let run = 0; run < runs; run++) {
      const few = Array.from({ length: 60 }, money);
      const many = Array.from({ length: 540 }, money);
      const { low, high } = meanDifference(meanOf(few), meanOf(many), 0.95);
      if (low <= truth && truth <= high) covered++;
    }
    expect(covered / runs).toBeGreaterThan(0.93);
    expect(covered / runs).toBeLessThan(0.985);
  });
});

describe('adjustment for what was known before', () => {
  const treated = [
    [12, 0, 30, 45, 0, 8],
    [10, 2, 20, 50, 0, 5],
  ];
  const control = [
    [6, 0, 25, 0, 40, 3],
    [8, 0, 30, 4, 35, 1],
  ];

  it('takes the slope within arms', () => {
    const effect = adjustedDifference(momentsOf(treated), momentsOf(control), 0.95);
    expect(effect.slopes[0]).toBeCloseTo(0.9702652, 6);
    expect(effect.value).toBeCloseTo(2.0446021, 6);
    expect(effect.varianceRatio).toBeLessThan(0.1);
  });

  it('is unmoved by a covariate that says nothing new, or nothing at all', () => {
    const alone = adjustedDifference(momentsOf(treated), momentsOf(control), 0.95);
    const more = ([y, x]: number[][]) =>
      momentsOf([y!, x!, x!.map((value) => 3 * value - 1), x!.map(() => 4)]);
    const padded = adjustedDifference(more(treated), more(control), 0.95);
    expect(padded.value).toBeCloseTo(alone.value, 9);
    expect(padded.slopes.slice(1)).toEqual([0, 0]);
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'finds nothing, surely, where covariates determine the figure: seed %i',
    (seed) => {
      const random = randomStream(seed, 'determined');
      const arm = (n: number, lift: number) => {
        const x = Array.from({ length: n }, () => Math.round(2000 * random.uniform()) / 100);
        const z = x.map((value) => Math.log1p(value));
        return momentsOf([x.map((value, i) => 12 + 3 * value - 0.7 * z[i]! + lift), x, z]);
      };
      const none = adjustedDifference(arm(190, 0), arm(70, 0), 0.95);
      expect(none).toMatchObject({ value: 0, standardError: 0, low: 0, high: 0 });
      const same = adjustedDifference(arm(190, 4), arm(70, 0), 0.95);
      expect(same.value).toBeCloseTo(4, 9);
      expect([same.low, same.high]).toEqual([same.value, same.value]);
    },
  );

  it('has no variance below nothing, of which there is no root', () => {
    const moments = {
      n: 10,
      mean: [1, 1],
      scatter: [
        [1, 1 + 1e-16],
        [1 + 1e-15, 1],
      ],
    };
    expect(combined(moments, [1, -1]).variance).toBe(0);
  });
});

describe('looking every day', () => {
  it('has the published mixture', () => {
    expect(mixingOf(0.05)).toBeCloseTo(8.211968062, 8);
    expect(mixingOf(0.01)).toBeCloseTo(11.756371, 6);
    expect(Math.sqrt(mixingOf(0.05) / 1000)).toBeCloseTo(0.0906199099, 9);
    expect(mixtureRatio(3, 0.5, 0.05)).toBeCloseTo(16.501884, 5);
  });

  it.each([
    [10, 2.828278601],
    [100, 0.382321833],
    [1000, 0.095978998],
  ])('is as wide at %i customers as the published sequence', (n, width) => {
    expect(alwaysValidReach(n / 1000, 0.05) / Math.sqrt(n)).toBeCloseTo(width, 8);
  });

  it('is 1.14 times the fixed interval at a declared end, and wider before', () => {
    expect(declaredEndReach(1, 0.05)).toBeCloseTo(2.241403, 6);
    expect(declaredEndReach(0.25, 0.05)).toBeCloseTo(2 * 2.241403, 5);
    expect(declaredEndReach(2, 0.05)).toBe(declaredEndReach(1, 0.05));
  });
});

describe('ratio of two estimates', () => {
  const parts = { numerator: 6.2, denominator: 2.5, numeratorVariance: 2.4 ** 2, covariance: 0.05 };

  it.each([
    [0.12, 0.6075109, 4.3347685],
    [0.9, 0.5656318, 9.189554],
  ])('has the interval of Fieller with an error of %f in the cost', (error, low, high) => {
    const { value, interval } = ratioOf({ ...parts, denominatorVariance: error ** 2 }, 0.95);
    expect(value).toBeCloseTo(2.48, 12);
    expect(interval).toEqual([expect.closeTo(low, 6), expect.closeTo(high, 6)]);
  });

  it('has none where the cost cannot be told from nothing', () => {
    expect(ratioOf({ ...parts, denominatorVariance: 1.7 }, 0.95).interval).toBeNull();
  });
});

describe('difference in retention', () => {
  it('is that of Newcombe', () => {
    const { low, high } = newcombe({ kept: 15, n: 120 }, { kept: 9, n: 118 }, 0.95);
    expect([low, high]).toEqual([expect.closeTo(-0.0298118, 7), expect.closeTo(0.1281928, 7)]);
  });

  it('stays within its bounds where all stay, or none', () => {
    const { low, high } = newcombe({ kept: 30, n: 30 }, { kept: 0, n: 30 }, 0.95);
    expect(low).toBeGreaterThan(0.8);
    expect(high).toBe(1);
  });

  it('weighs strata by their customers', () => {
    const strata = [
      { treated: { kept: 90, n: 100 }, control: { kept: 80, n: 100 } },
      { treated: { kept: 20, n: 100 }, control: { kept: 20, n: 100 } },
    ];
    const { value, low, high } = postStratified(strata, 0.95);
    expect(value).toBeCloseTo(0.05, 12);
    const plain = newcombe({ kept: 110, n: 200 }, { kept: 100, n: 200 }, 0.95);
    expect(high - low).toBeLessThan(0.85 * (plain.high - plain.low));
  });

  it('merges a stratum that lacks an arm, first or last', () => {
    const whole = { treated: { kept: 9, n: 12 }, control: { kept: 5, n: 10 } };
    const half = { treated: { kept: 1, n: 2 }, control: { kept: 0, n: 0 } };
    const together = newcombe({ kept: 10, n: 14 }, { kept: 5, n: 10 }, 0.95);
    expect(postStratified([half, whole], 0.95)).toEqual(together);
    expect(postStratified([whole, half], 0.95)).toEqual(together);
  });
});

describe('arms as they were drawn', () => {
  it('are refused from a χ² of 10.83 on', () => {
    const arms = (n: number) => [
      { n, share: 0.5 },
      { n: 1000 - n, share: 0.5 },
    ];
    expect(sampleRatio(arms(552))).toMatchObject({ broken: false });
    expect(sampleRatio(arms(553))).toMatchObject({ broken: true });
    expect(sampleRatio(arms(500)).lossSeen).toBeCloseTo(8.264 / Math.sqrt(1000), 3);
  });

  it('may be more than two', () => {
    const three = [100, 100, 130].map((n) => ({ n, share: 1 / 3 }));
    expect(sampleRatio(three)).toMatchObject({ broken: false, lossSeen: null });
    expect(sampleRatio(three).statistic).toBeCloseTo(5.4545454, 6);
  });
});

describe('outcomes that are missing', () => {
  it('may be so by chance, or by the campaign', () => {
    const arm = (drawn: number, known: number) => ({ drawn, known });
    expect(attritionOf([arm(500, 450), arm(500, 440)])).toMatchObject({ uneven: false });
    expect(attritionOf([arm(500, 450), arm(500, 440)]).statistic).toBeCloseTo(1.0212, 3);
    expect(attritionOf([arm(500, 490), arm(500, 430)])).toMatchObject({ uneven: true });
    expect(attritionOf([arm(500, 500), arm(400, 400)])).toEqual({ statistic: 0, p: 1, uneven: false });
  });
});

describe('power', () => {
  const design = { treated: 2572, control: 2572, spread: 80, correlation: 0.6 };

  it('is four in five at the smallest difference seen', () => {
    expect(smallestSeen(design)).toBeCloseTo(Math.sqrt(7.84888) * 80 * 0.8 * Math.sqrt(2 / 2572), 4);
    expect(powerOf(design, 5)).toBeCloseTo(0.8, 2);
    expect(powerOf({ ...design, correlation: 0 }, 5)).toBeCloseTo(0.61, 1);
  });

  it('says how many customers it takes', () => {
    const needed = customersNeeded({ spread: 80, correlation: 0.6, share: 0.5 }, 5);
    expect(needed).toBeGreaterThan(5140);
    expect(needed).toBeLessThan(5148);
  });
});

it('an unseen confounder is measured against effect and limit', () => {
  const spread = 1;
  const value = 0.1;
  const risk = Math.exp(0.091);
  expect(eValue({ value, low: 0.02, high: 0.2 }, spread).effect).toBeCloseTo(
    risk + Math.sqrt(risk * (risk - 1)),
    12,
  );
  expect(eValue({ value, low: -0.02, high: 0.2 }, spread).limit).toBe(1);
  expect(eValue({ value: -value, low: -0.2, high: -0.02 }, spread).limit).toBeGreaterThan(1);
});
