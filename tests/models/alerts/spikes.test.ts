import { describe, expect, it } from 'vitest';
import { bursts } from '../../../bench/alerts/simulate-days.ts';
import { countTail } from '../../../models/alerts/count-tail.ts';
import { expectCount } from '../../../models/alerts/expect-count.ts';
import { beliefAfter, evidenceOf, predictiveTail } from '../../../models/alerts/spread-belief.ts';
import { countSpread, dropsOf, openSpike, spikesOf } from '../../../models/alerts.ts';
import { randomStream } from '../../../models/numerics.ts';

describe('the tail of a count', () => {
  it.each([
    [20, 10, 1.5, 0.0155],
    [25, 10, 1.5, 0.00115],
    // Poisson: 1 − e⁻² (1 + 2 + 2)
    [3, 2, 1, 0.32332],
    [0, 5, 2, 1],
  ])('%d or more of mean %d, variance %d times that: %d', (seen, mean, spread, chance) => {
    expect(countTail(seen, mean, spread)).toBeCloseTo(chance, 4);
  });

  it('is the sum of the chances of its counts', () => {
    // negative binomial with r = 4, p = ½: mean 4, variance 8
    const chanceOf = (k: number) => (((k + 3) * (k + 2) * (k + 1)) / 6) * 0.5 ** (k + 4);
    const below = [0, 1, 2, 3, 4].reduce((sum, k) => sum + chanceOf(k), 0);
    expect(countTail(5, 4, 2)).toBeCloseTo(1 - below, 12);
  });
});

describe('the tail of a count whose rate and spread are not known for certain', () => {
  const certain = { expected: 4, counted: 1e12 };

  it('is that of a rate with a gamma posterior, by exact sums', () => {
    // spreads all but chance alone are ruled out; drift of a twentieth: variance over mean 1 + 4 (1 ÷ 10 + 1 ÷ 400)
    const alone = beliefAfter([Float64Array.from({ length: 17 }, (_, i) => (i === 0 ? 0 : -1e3))]);
    const spread = 1 + 4 * (1 / 10 + 1 / 400);
    const [size, share] = [4 / (spread - 1), 1 - 1 / spread];
    let [chance, below] = [(1 - share) ** size, 0];
    for (let k = 0; k < 9; k++) {
      below += chance;
      chance *= (share * (k + size)) / (k + 1);
    }
    expect(predictiveTail({ seen: 9, expected: 4, counted: 10 }, alone)).toBeCloseTo(1 - below, 10);
  });

  it('is the wider the less is known of either', () => {
    const usual = { seen: 4, expected: 4, counted: 200 };
    const after = (days: number) => beliefAfter(Array.from({ length: days }, () => evidenceOf(usual)));
    const tail = (days: number, counted: number) =>
      predictiveTail({ ...certain, seen: 14, counted }, after(days));
    expect(tail(84, 20)).toBeGreaterThan(1.5 * tail(84, 1e12));
    expect(tail(10, 1e12)).toBeGreaterThan(1.5 * tail(84, 1e12));
  });

  it('one incident of the past does not pass for noise', () => {
    const days = Array.from({ length: 84 }, (_, i) => evidenceOf({ seen: i % 9, expected: 4, counted: 200 }));
    const incident = evidenceOf({ seen: 400, expected: 4, counted: 200 });
    const tail = (evidence: Float64Array[]) =>
      predictiveTail({ ...certain, seen: 20 }, beliefAfter(evidence));
    expect(tail([...days, incident])).toBeLessThan(10 * tail(days));
  });
});

describe('the count to expect', () => {
  const weekly = Array.from({ length: 120 }, (_, day) => (day % 7 === 0 ? 20 : 10));

  it('follows the weekday, is drawn towards the mean, and does not run after a burst', () => {
    const [monday, tuesday] = [expectCount(weekly, 119, 3)!, expectCount(weekly, 120, 3)!];
    expect(monday).toBeGreaterThan(15);
    expect(tuesday).toBeLessThan(12);
    const burst = weekly.map((count, day) => (day >= 100 && day < 104 ? 90 : count));
    expect(expectCount(burst, 120, 3)!).toBeLessThan(16);
  });

  it('is not known of a short past, and never nothing', () => {
    expect(expectCount([1, 2, 3], 3, 3)).toBeNull();
    expect(expectCount(new Int32Array(90), 90, 3)).toBeGreaterThan(0);
  });
});

/** Counts of days by a gamma mixture: variance 1.5 times the mean. */
function series(mean: number, days: number, seed: number, rise: (day: number) => number = () => 1): number[] {
  const random = randomStream(seed, 'series');
  return Array.from({ length: days }, (_, day) => {
    const rate = mean * rise(day);
    let count = 0;
    for (let i = 0; i < 40; i++) if (random.uniform() < rate / 60) count += random.uniform() < 0.5 ? 1 : 2;
    return count;
  });
}

describe('a spike', () => {
  const opens = 1e-4;

  it('three times the texts are seen within three days at ten a day, and not before', () => {
    for (const seed of [1, 2, 3]) {
      const rising = series(10, 200, seed, (day) => (day >= 190 ? 3 : 1));
      expect(openSpike(rising.slice(0, 190), { opens })).toBeNull();
      const found = openSpike(rising, { opens })!;
      expect(found.opened).toBeGreaterThanOrEqual(190);
      expect(found.opened).toBeLessThanOrEqual(192);
      expect(found.seen).toBeGreaterThan(1.5 * found.expected);
    }
  });

  it('thin series that only vary have none, and a rise to eight times of one is seen within a week', () => {
    const opens = 1 / (365 * 54);
    // where the rate and the spread are taken for known, the last two open
    for (const seed of [100, 101, 102, 103, 104, 105, 178, 210]) {
      const mean = seed % 2 === 0 ? 1 : 2;
      expect(spikesOf(series(mean, 400, seed), { opens, lookBack: 200 })).toEqual([]);
      const rising = series(mean, 200, seed, (day) => (day >= 193 ? 8 : 1));
      expect(openSpike(rising, { opens })?.opened).toBeGreaterThanOrEqual(193);
    }
  });

  it('is over after three days as usual', () => {
    const passed = series(10, 200, 4, (day) => (day >= 180 && day < 186 ? 4 : 1));
    expect(openSpike(passed.slice(0, 186), { opens })).not.toBeNull();
    expect(openSpike(passed, { opens })).toBeNull();
  });

  it('growth, weekdays and too short a past are none', () => {
    const growing = series(10, 200, 5, (day) => (1 + day / 400) * (day % 7 < 2 ? 0.5 : 1.2));
    expect(openSpike(growing, { opens })).toBeNull();
    expect(openSpike([1, 1, 30], { opens })).toBeNull();
    expect(openSpike(new Int32Array(200), { opens })).toBeNull();
  });
});

describe('a fall', () => {
  const opens = 1e-4;
  const stops = (day: number) => (day >= 190 && day < 220 ? 0 : 1);

  it('of what stops is seen within a week at four a day, lasts as long as it does, and was none before', () => {
    for (const seed of [1, 2, 3]) {
      const counts = series(4, 260, seed, stops);
      expect(dropsOf(counts.slice(0, 190), { opens, lookBack: 84 })).toEqual([]);
      expect(dropsOf(counts.slice(0, 197), { opens })).toMatchObject([{ closed: null }]);
      const [fall, ...others] = dropsOf(counts, { opens, lookBack: 84 });
      expect(others).toEqual([]);
      expect(fall!.closed).toBeGreaterThanOrEqual(220);
      expect(fall!.closed).toBeLessThan(241);
    }
  });

  it('is no lull of counts that come in bursts', () => {
    for (const seed of [8, 13, 16, 31]) {
      const counts = bursts(4)({ days: 260, perDay: 2, seed }).parts.get('n')!;
      expect(dropsOf(counts, { opens: 1e-3, lookBack: 130 })).toEqual([]);
    }
  });

  it('of a half is seen within a week at twenty a day; what lasts becomes the usual', () => {
    const halved = series(20, 300, 4, (day) => (day >= 190 ? 0.5 : 1));
    expect(dropsOf(halved.slice(0, 197), { opens })).toMatchObject([{ closed: null }]);
    expect(dropsOf(halved, { opens, lookBack: 112 })).toMatchObject([{ because: 'new level' }]);
  });
});

it('how counts spread is told by their forecasts: once and a half the mean, or as chance where little is known', () => {
  const spreads = [1, 2, 3, 4, 5].map((seed) => countSpread(series(10, 200, seed))(200));
  expect(spreads.reduce((a, b) => a + b) / 5).toBeGreaterThan(1.15);
  expect(spreads.reduce((a, b) => a + b) / 5).toBeLessThan(2);
  expect(countSpread([4, 5, 6])(3)).toBe(1);
});
