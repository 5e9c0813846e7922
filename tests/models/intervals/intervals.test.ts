import { describe, expect, it } from 'vitest';
import { newcombe, wilson } from '../../../models/effects/retention-difference.ts';
import { countInterval } from '../../../models/intervals/count-interval.ts';
import { differenceOf } from '../../../models/intervals/difference.ts';
import { scaledGap } from '../../../models/intervals/gap.ts';
import { meanOfSums } from '../../../models/intervals/mean-of-sums.ts';
import { type NetCounts, netScore } from '../../../models/intervals/net-score.ts';
import { ratioOfSums } from '../../../models/intervals/ratio-of-sums.ts';
import { restrictedMean, timeQuantile } from '../../../models/intervals/time-until.ts';
import { type RandomStream, randomStream } from '../../../models/numerics/random.ts';

describe('a net score', () => {
  it.each([
    [{ down: 2, passive: 3, up: 5 }, [30, -19.7, 65.7]],
    [{ down: 0, passive: 0, up: 5 }, [100, 38.6, 100]],
    [{ down: 20, passive: 30, up: 50 }, [30, 14.0, 44.2]],
    [{ down: 1, passive: 0, up: 0 }, [-100, -100, 12.2]],
  ])('has the limits of MOVER: %j', ({ down, passive, up }, [value, low, high]) => {
    const net = netScore({ up, down, n: up + down + passive }, 0.95);
    expect(100 * net.value).toBeCloseTo(value!, 10);
    expect([100 * net.low, 100 * net.high]).toEqual([expect.closeTo(low!, 1), expect.closeTo(high!, 1)]);
  });

  it.each([
    [-40, 0.15, 0.55],
    [30, 0.5, 0.2],
    [90, 0.92, 0.02],
  ])(
    'of %i holds the truth about as often as it says, with five answers and with twenty',
    (net, up, down) => {
      for (const n of [5, 20]) {
        const random = randomStream(1, `net ${net} ${n}`);
        const draws = Array.from({ length: 1500 }, () => netScore(drawn(random, { up, down, n }), 0.95));
        const covered = draws.filter(({ low, high }) => low <= net / 100 && net / 100 <= high);
        expect(covered.length / draws.length).toBeGreaterThan(0.915);
      }
    },
  );
});

/** Counts of `n` answers whose chances of the upper and the lower end are given. */
function drawn(random: RandomStream, { up, down, n }: NetCounts): NetCounts {
  const answers = Array.from({ length: n }, () => random.uniform());
  const above = answers.filter((u) => u < up).length;
  return { up: above, down: answers.filter((u) => u < up + down).length - above, n };
}

describe('a mean', () => {
  it("has Student's limits: of 2, 4, 4, 5, by hand 3.75 ± 3.182 · 0.6292", () => {
    const { value, low, high } = meanOfSums({ n: 4, sum: 15, squares: 61 }, 0.95);
    expect([value, low, high]).toEqual([3.75, expect.closeTo(1.7477, 3), expect.closeTo(5.7523, 3)]);
  });

  it('stays on its scale, and equal answers leave room for others', () => {
    const scale = { least: 1, most: 5 };
    expect(meanOfSums({ n: 4, sum: 15, squares: 61 }, 0.95, scale).high).toBe(5);
    const same = meanOfSums({ n: 5, sum: 25, squares: 125 }, 0.95, scale);
    // 1 − .025^(1/5) = .5218: so large a share may have answered 1
    expect([same.value, same.low, same.high]).toEqual([5, expect.closeTo(2.9128, 3), 5]);
  });

  it('of one value says nothing but the value', () => {
    expect(meanOfSums({ n: 1, sum: 4, squares: 16 }, 0.95, { least: 1, most: 5 })).toEqual({
      value: 4,
      low: 1,
      high: 5,
    });
    expect(meanOfSums({ n: 1, sum: 4, squares: 16 }, 0.95).low).toBe(-Infinity);
  });
});

describe('the time until an end', () => {
  /** 6-MP, remission in weeks (Freireich et al. 1963): what R's survival prints is quoted. */
  const remission = {
    times: [6, 7, 9, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 34, 35],
    ended: [3, 1, 0, 1, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0],
    open: [1, 0, 1, 1, 1, 0, 0, 1, 1, 1, 0, 0, 1, 2, 1, 1],
  };

  it('has its median at 23, from 13, and no upper limit', () => {
    expect(timeQuantile(remission, 0.5, 0.95)).toEqual({ value: 23, low: 13, high: Infinity });
  });

  it('has a mean of 23.29 over 35 weeks, standard error 2.83', () => {
    const { value, high } = restrictedMean(remission, 35, 0.95);
    expect(value).toBeCloseTo(23.287, 3);
    expect((high - value) / 1.959964).toBeCloseTo(2.827, 3);
  });

  it('is longer than was seen where fewer than half have ended, and so is its upper limit where none has', () => {
    const none = { times: [1, 2], ended: [0, 0], open: [3, 4] };
    expect(timeQuantile(none, 0.5, 0.95)).toEqual({ value: Infinity, low: Infinity, high: Infinity });
    expect(restrictedMean(none, 10, 0.95)).toEqual({ value: 10, low: 10, high: 10 });
  });

  it('of cases that all ended at once is that time, its upper limit not known', () => {
    const same = { times: [5], ended: [8], open: [0] };
    expect(timeQuantile(same, 0.5, 0.95)).toEqual({ value: 5, low: 5, high: Infinity });
  });
});

describe('other figures', () => {
  it('a ratio, by hand: pairs (2, 1), (1, 2), (6, 3) give 1.5 ± 1.96 · √(6.5 · 3 / 2) / 6', () => {
    const { value, low, high } = ratioOfSums({ n: 3, a: 9, b: 6, aa: 41, bb: 14, ab: 22 }, 0.95);
    // residuals .5, −2, 1.5: squares 6.5
    expect(value).toBe(1.5);
    expect([high - value, value - low]).toEqual([
      expect.closeTo((1.959964 * Math.sqrt((6.5 * 3) / 2)) / 6, 6),
      expect.closeTo((1.959964 * Math.sqrt((6.5 * 3) / 2)) / 6, 6),
    ]);
  });

  it('a ratio that every unit has leaves its limits open', () => {
    expect(ratioOfSums({ n: 80, a: 0, b: 160, aa: 0, bb: 320, ab: 0 }, 0.95)).toEqual({
      value: 0,
      low: -Infinity,
      high: Infinity,
    });
  });

  it('a count has the limits of Garwood: 0 up to 3.689, 10 from 4.795 to 18.390', () => {
    expect(countInterval(0, 0.95)).toEqual({ value: 0, low: 0, high: expect.closeTo(3.6889, 3) });
    expect(countInterval(10, 0.95)).toEqual({
      value: 10,
      low: expect.closeTo(4.7954, 3),
      high: expect.closeTo(18.3904, 3),
    });
  });

  it("a difference of two shares is Newcombe's", () => {
    const of = (kept: number, n: number) => {
      const [low, high] = wilson({ kept, n }, 0.95);
      return { value: kept / n, low, high };
    };
    const { value, low, high } = differenceOf(of(56, 70), of(48, 80));
    expect({ value, low, high }).toEqual(newcombe({ kept: 56, n: 70 }, { kept: 48, n: 80 }, 0.95));
    // Newcombe 1998, method 10, case (a)
    expect([low, high]).toEqual([expect.closeTo(0.0524, 4), expect.closeTo(0.3339, 4)]);
  });

  it('a gap is that of the means, for all of the group', () => {
    const low = { n: 3, sum: 6, squares: 14 };
    const high = { n: 3, sum: 15, squares: 77 };
    const gap = scaledGap(low, high, 0.95);
    // means 2 and 5, each with a variance of 1: 3 ± 2.776 · √(2/3)
    expect([gap.value, gap.low, gap.high]).toEqual([
      expect.closeTo(9, 9),
      expect.closeTo(3 * (3 - 2.7764 * Math.sqrt(2 / 3)), 3),
      expect.closeTo(3 * (3 + 2.7764 * Math.sqrt(2 / 3)), 3),
    ]);
  });
});
