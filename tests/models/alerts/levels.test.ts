import { describe, expect, it } from 'vitest';
import { netScores, shares } from '../../../bench/alerts/simulate-days.ts';
import {
  binomialTail,
  changesOf,
  excessesOf,
  weeklyChangesOf,
  weeklyExcessesOf,
} from '../../../models/alerts.ts';
import { randomStream } from '../../../models/numerics.ts';
import { DaySeries } from '../../../pipeline/cx/alerts/day-series.ts';
import { csat5 } from '../../../pipeline/cx/metrics/csat-5.ts';
import { nps } from '../../../pipeline/cx/metrics/nps.ts';

/** A share of .8 that falls for some days. */
const falling = (seed: number, by: number, from: number, until: number, perDay = 30) =>
  new DaySeries(
    csat5,
    shares(0.8)({ days: 240, perDay, seed, shift: (day) => (day >= from && day < until ? -by : 0) }),
    240,
  );

describe('a level that falls', () => {
  it('opens one alert within a week, which stays open as long as it is low and closes once', () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const [only, ...others] = changesOf(falling(seed, 0.25, 120, 160), { side: -1, opens: 1e-3 });
      expect(others).toEqual([]);
      expect(only!.opened).toBeGreaterThanOrEqual(120);
      expect(only!.opened).toBeLessThan(127);
      expect(only!.from).toBeGreaterThan(only!.opened - 7);
      expect(only!.closed).toBeGreaterThanOrEqual(160);
      expect(only).toMatchObject({ because: 'over' });
    }
  });

  it('is the new level after twelve weeks', () => {
    const [only] = changesOf(falling(6, 0.25, 100, 300), { side: -1, opens: 1e-3 });
    expect(only).toMatchObject({ because: 'new level', closed: only!.opened + 83 });
  });

  it('is none to whoever watches for rises, wants a larger change, or has too few rows', () => {
    const series = falling(1, 0.25, 120, 160);
    // what comes after it is a rise, from where the level was
    expect(changesOf(series, { side: 1, opens: 1e-3 }).every(({ opened }) => opened >= 160)).toBe(true);
    expect(changesOf(series, { side: -1, opens: 1e-3, least: 0.6 })).toEqual([]);
    expect(changesOf(falling(1, 0.25, 120, 160, 1), { side: -1, opens: 1e-3 })).toEqual([]);
  });

  it('is a false alarm less than once in three years, and with twenty series in less than one of ten', () => {
    const alarms = (watched: number, series: (seed: number) => DaySeries) =>
      Array.from(
        { length: 40 },
        (_, seed) => changesOf(series(seed), { side: -1, opens: 1 / (1000 * watched) }).length,
      ).reduce((a, b) => a + b, 0) / 40;
    const share = (seed: number) => new DaySeries(csat5, shares(0.9)({ days: 421, perDay: 20, seed }), 421);
    const score = (seed: number) =>
      new DaySeries(nps, netScores(0.5, 0.2)({ days: 421, perDay: 20, seed }), 421);
    expect([alarms(1, share), alarms(1, score)].every((rate) => rate <= 0.3)).toBe(true);
    expect([alarms(20, share), alarms(20, score)].every((rate) => rate <= 0.1)).toBe(true);
  });
});

describe('a limit', () => {
  it('is passed where the level is beyond it by more than chance, until the level is within it again', () => {
    const series = falling(7, 0.3, 120, 150);
    const [only, ...others] = excessesOf(series, 0.7, { side: -1, opens: 1e-3 });
    expect(others).toEqual([]);
    expect(only!.opened).toBeGreaterThanOrEqual(120);
    expect(only!.opened).toBeLessThan(127);
    expect(only!.closed).toBeGreaterThanOrEqual(150);
    expect(only!.closed).toBeLessThan(162);
  });
});

describe('weeks', () => {
  const random = randomStream(3, 'weeks');
  const week = (value: number) => ({ value: value + 0.1 * random.normal(), error: 0.1 });

  it('one that the eight before it do not foretell opens, and the first usual one closes', () => {
    const weeks = Array.from({ length: 30 }, (_, i) => week(i >= 20 && i < 24 ? 2 : 1));
    expect(weeklyChangesOf(weeks, { side: 1, opens: 1 / 52 / 5 })).toEqual([
      { opened: 20, from: 20, closed: 24, because: 'over' },
    ]);
    expect(weeklyChangesOf(weeks, { side: -1, opens: 1 / 52 / 5 })).toEqual([]);
    const limit = { side: 1, opens: 1 / 52 } as const;
    expect(weeklyExcessesOf(weeks, 1.5, limit).map(({ opened, closed }) => [opened, closed])).toEqual([
      [20, 24],
    ]);
  });

  it('give less than a false alarm in three years, and nothing where too few are known', () => {
    const years = 40;
    const found = Array.from({ length: years }, () =>
      weeklyChangesOf(
        Array.from({ length: 60 }, () => week(1)),
        { side: 1, opens: 1 / 52 / 5 },
      ),
    ).flat();
    expect(found.length / years).toBeLessThan(0.33);
    expect(
      weeklyChangesOf([week(1), null, week(1), null, week(1), week(9)], { side: 1, opens: 0.01 }),
    ).toEqual([]);
  });
});

it('the tail of hits is the sum of its chances', () => {
  // 3 or more of 4 at .5: (4 + 1) / 16
  expect(binomialTail({ n: 4, hits: 3, truth: 0.5, side: 1 })).toBeCloseTo(5 / 16, 12);
  expect(binomialTail({ n: 4, hits: 1, truth: 0.5, side: -1 })).toBeCloseTo(5 / 16, 12);
  expect(binomialTail({ n: 4, hits: 0, truth: 0, side: 1 })).toBe(1);
  expect(binomialTail({ n: 4, hits: 1, truth: 0, side: 1 })).toBe(0);
});
