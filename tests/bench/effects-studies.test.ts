import { describe, expect, it } from 'vitest';
import { coverageOf } from '../../bench/effects/coverage-study.ts';
import { falseFinds } from '../../bench/effects/peeking-study.ts';
import { reportCoverage } from '../../bench/effects/report-study.ts';

/** Short versions: the whole studies, over 500 seeds, are `npm run bench:effects`. */
describe('intervals of randomised comparisons', () => {
  it.each([[{ treated: 200, control: 200 }], [{ treated: 600, control: 60 }]])(
    'hold the truth with %o',
    (sizes) => {
      const { plain, cuped, fieller, newcombe, alwaysValid } = coverageOf(sizes, 200);
      for (const coverage of [plain, cuped, fieller, newcombe]) expect(coverage).toBeGreaterThan(0.9);
      expect(plain).toBeLessThan(1);
      expect(alwaysValid).toBeGreaterThanOrEqual(plain);
    },
  );

  it('are narrowed by what was known before, as much as the correlation says', () => {
    const { cut, expectedCut } = coverageOf({ treated: 400, control: 400 }, 60);
    expect(cut).toBeLessThan(0.85);
    expect(Math.abs(cut - expectedCut)).toBeLessThan(0.05);
  });
});

it('looking every day finds effects that are not there, unless the interval may be looked at', () => {
  const { fixed, alwaysValid, declaredEnd, retention, roi } = falseFinds({ treated: 10, control: 10 }, 60);
  expect(fixed).toBeGreaterThan(0.1);
  expect(alwaysValid).toBeLessThan(0.05);
  expect(declaredEnd).toBeLessThan(0.12);
  for (const bounds of [retention, roi]) {
    expect(bounds.alwaysValid).toBeLessThan(0.07);
    expect(bounds.declaredEnd).toBeLessThan(0.12);
  }
});

it.each([[{ treated: 300, control: 300 }], [{ treated: 450, control: 150 }]])(
  'every figure of a report holds the truth with %o',
  (sizes) => {
    const { safe, ...once } = reportCoverage(sizes, 120);
    for (const [name, coverage] of Object.entries(once)) expect(coverage, name).toBeGreaterThan(0.88);
    expect(safe).toBeGreaterThanOrEqual(once.margin);
  },
);
