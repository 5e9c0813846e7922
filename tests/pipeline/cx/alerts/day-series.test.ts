import { describe, expect, it } from 'vitest';
import { excessesOf } from '../../../../models/alerts.ts';
import { DaySeries } from '../../../../pipeline/cx/alerts/day-series.ts';
import { feedbackCases } from '../../../../pipeline/cx/metrics/feedback-cases.ts';

/** Cases of each day, watched from the first on. */
const seriesOf = (cases: readonly number[]) =>
  new DaySeries(
    feedbackCases,
    {
      metric: 'feedback_cases',
      dimension: 'all',
      value: null,
      parts: new Map([['n', Float64Array.from(cases)]]),
    },
    cases.length,
  );

describe('counts against a limit', () => {
  const opens = 1e-3;
  const below = (limit: number, last: readonly number[]) =>
    excessesOf(seriesOf([...Array<number>(20).fill(3), ...last]), limit, { side: -1, opens }).length;

  it('are below it only where chance does not make so few', () => {
    // of a true case a day 3 weeks in 100 have two or fewer, of half a case a day 3 weeks in 100 have none
    expect(below(1, [0, 1, 0, 0, 1, 0, 0])).toBe(0);
    expect(below(0.5, [0, 0, 0, 0, 0, 0, 0])).toBe(0);
    // of three a day, none in a week comes once in a thousand million
    expect(below(3, [0, 0, 0, 0, 0, 0, 0])).toBe(1);
  });

  it('are told by the exact chance, on both sides', () => {
    const { chance } = seriesOf([2, 0, 0, 0]);
    const seen = { n: 4, value: 0.5, spread: 0.5 };
    // Poisson with mean 1: e⁻¹ · (1 + 1 + 1/2) of two or fewer, and 1 − 2e⁻¹ of two or more
    expect(chance!(seen, 0.25, -1)).toBeCloseTo(2.5 * Math.exp(-1), 10);
    expect(chance!(seen, 0.25, 1)).toBeCloseTo(1 - 2 * Math.exp(-1), 10);
  });
});
