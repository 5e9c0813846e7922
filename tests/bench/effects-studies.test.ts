import { describe, expect, it } from 'vitest';
import { coverageOf } from '../../bench/effects/coverage-study.ts';
import { hardCoverage, hardMoney } from '../../bench/effects/hard-study.ts';
import { falseFinds } from '../../bench/effects/peeking-study.ts';
import { reportCoverage } from '../../bench/effects/report-study.ts';
import { randomStream } from '../../models/numerics.ts';

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
    const { cut, expectedCut } = coverageOf({ treated: 400, control: 400 }, 400);
    expect(cut).toBeLessThan(0.85);
    expect(Math.abs(cut - expectedCut)).toBeLessThan(0.1);
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

describe('money of another kind than the rules were set on', () => {
  it.each(hardMoney)(
    'as $name: a printed interval seldom misses, and where it would it is not printed',
    (money) => {
      for (const times of [1, 1.15]) {
        const equal = hardCoverage(money, { treated: 300, control: 300 }, { times, seeds: 120 });
        expect(equal.misleads).toBeLessThan(0.08);
        expect(equal.held).toBeGreaterThan(0.9);
        const few = hardCoverage(money, { treated: 40, control: 360 }, { times, seeds: 120 });
        expect(few.misleads).toBeLessThan(0.08);
        expect(few.printed).toBeLessThan(1);
      }
    },
  );

  it('is drawn with the mean that its truth is told by', () => {
    for (const { mean, draw } of hardMoney) {
      const stream = randomStream(7, 'means');
      const drawn = Float64Array.from({ length: 60_000 }, () => draw(stream));
      const found = drawn.reduce((sum, value) => sum + value, 0) / drawn.length;
      const spread = Math.sqrt(drawn.reduce((sum, value) => sum + (value - found) ** 2, 0)) / drawn.length;
      expect(Math.abs(found - mean)).toBeLessThan(4 * spread);
    }
  });
});
