import { describe, expect, it } from 'vitest';
import { eValue, eValueOfShares } from '../../../models/effects/e-value.ts';
import { balancedEffect } from '../../../models/effects/observed/balanced-effect.ts';
import { basisOf } from '../../../models/effects/observed/basis.ts';
import { earlierDifference } from '../../../models/effects/observed/earlier-difference.ts';
import { observedEffect } from '../../../models/effects/observed/observed-effect.ts';
import type { ObservedRows } from '../../../models/effects/observed/observed-rows.ts';
import { fitRidge } from '../../../models/effects/observed/ridge-regression.ts';
import { randomStream } from '../../../models/numerics/random.ts';
import { lalonde, readTrainees } from '../../support/lalonde.ts';

const named = (name: string, values: Float64Array) => ({ name, values });

/** Money with many zeros; who brought more before is contacted more often. The effect is `lift` of what they would bring. */
function customers(n: number, seed: number, lift: number): ObservedRows & { readonly truth: number } {
  const stream = randomStream(seed, 'observed');
  const before = Float64Array.from({ length: n }, () =>
    stream.uniform() < 0.4 ? 0 : Math.exp(3 + stream.normal()),
  );
  const tenure = Float64Array.from({ length: n }, () => stream.uniform() * 5);
  const treated = Uint8Array.from(before, (b, i) =>
    Number(stream.uniform() < 1 / (1 + Math.exp(1.2 - 0.25 * Math.log1p(b) - 0.1 * tenure[i]!))),
  );
  let [sum, count] = [0, 0];
  const outcome = before.map((b, i) => {
    const without = Math.max(0, 0.6 * b + 4 * tenure[i]! + 10 * stream.normal());
    if (treated[i] === 1) [sum, count] = [sum + lift * without, count + 1];
    return without * (1 + lift * treated[i]!);
  });
  return {
    treated,
    outcome,
    covariates: [named('before', before), named('tenure', tenure)],
    truth: sum / count,
  };
}

describe('an effect without a draw', () => {
  const rows = customers(700, 2, 0.3);
  const found = observedEffect(rows, { level: 0.95, seed: 1, splits: 1 });

  it('is found by every means but the plain difference', () => {
    expect(found.naive.low).toBeGreaterThan(rows.truth);
    for (const { value, standardError } of [found.blend, found.linear, found.trees, found.balanced])
      expect(Math.abs(value - rows.truth)).toBeLessThan(3 * standardError);
    expect(found.refusals).toEqual([]);
  });

  it('is the same for the same rows and seed', () => {
    const few = customers(150, 3, 0.3);
    const once = () => observedEffect(few, { level: 0.95, seed: 1, splits: 2 });
    expect(once()).toEqual(once());
  });

  it('counts everybody by the chance of contact', () => {
    const all = found.chances.reduce((sum, { treated, control }) => sum + treated + control, 0);
    expect(all).toBe(700);
  });
});

describe('the regression', () => {
  it('recovers a logit', () => {
    const stream = randomStream(1, 'logit');
    const x = Float64Array.from({ length: 20_000 }, () => stream.normal());
    const target = x.map((z) => Number(stream.uniform() < 1 / (1 + Math.exp(1 - 2 * z))));
    const [at0, at1] = fitRidge({ columns: [x], target }, 'logistic')([Float64Array.of(0, 1)]);
    expect(at0).toBeCloseTo(0.269, 1);
    expect(at1).toBeCloseTo(0.731, 1);
  });

  it('comes to an end where a column separates the rows', () => {
    const x = Float64Array.from({ length: 100 }, (_, i) => (i < 50 ? -1 : 1));
    const chances = fitRidge({ columns: [x], target: x.map((z) => Number(z > 0)) }, 'logistic')([x]);
    expect(chances.every((p) => p > 0 && p < 1)).toBe(true);
  });

  it('is least squares of amounts', () => {
    const x = Float64Array.of(-1, 0, 1, -1, 0, 1, -1, 0, 1, -1);
    const expected = fitRidge(
      { columns: [x], target: x.map((z) => 5 + 3 * z) },
      'squared',
    )([Float64Array.of(0)]);
    expect(expected[0]).toBeCloseTo(5, 0);
  });
});

it('squares of skewed money are not taken: a logarithm, and whether there is any', () => {
  const { covariates } = customers(700, 2, 0);
  expect(basisOf(covariates).names).toEqual([
    'before',
    'log of before',
    'no before',
    'tenure',
    'square of tenure',
  ]);
});

describe('before and after', () => {
  const { treated, covariates } = customers(700, 4, 0);
  const [before, tenure] = [covariates[0]!.values, covariates[1]!.values];
  const outcome = before.map((b, i) => b + 10 + 7 * treated[i]!);

  it('the difference in differences is how much more the contacted rose', () => {
    const { change } = earlierDifference({ treated, outcome, covariates }, covariates[0]!, { level: 0.95 });
    expect(change.value).toBeCloseTo(7, 9);
  });

  it('the placebo fails where those chosen differ in what the rest does not tell', () => {
    const found = earlierDifference({ treated, outcome, covariates }, covariates[0]!, { level: 0.95 });
    expect(found.placeboFails).toBe(true);
    expect(found.placebo!.value).toBeGreaterThan(0);
  });

  it('finds nothing between two periods before where both groups moved alike, and what is there where they did not', () => {
    const alike = { name: 'earliest', values: before.map((b, i) => b - 3 - (i % 5)) };
    const apart = { name: 'earliest', values: before.map((b, i) => b - 3 - (i % 5) - 4 * treated[i]!) };
    const rows = { treated, outcome, covariates };
    const between = (earliest: typeof alike) =>
      earlierDifference(rows, covariates[0]!, { level: 0.95, earliest });
    expect(between(alike).changeBeforeFails).toBe(false);
    expect(between(apart)).toMatchObject({ changeBeforeFails: true });
    expect(between(apart).changeBefore!.value).toBeCloseTo(4 + between(alike).changeBefore!.value, 9);
    expect(earlierDifference(rows, covariates[0]!, { level: 0.95 }).changeBefore).toBeNull();
  });

  it('and passes where the rest tells it', () => {
    const known = tenure.map((t, i) => 3 * t + (i % 7));
    const by = { name: 'known', values: known };
    const chosen = Uint8Array.from(tenure, (t, i) => Number(t > 4 - (i % 5)));
    const found = earlierDifference({ treated: chosen, outcome, covariates: [covariates[1]!, by] }, by, {
      level: 0.95,
    });
    expect(found.placeboFails).toBe(false);
  });
});

describe('the E-value', () => {
  it('of a share is that of its risk ratio', () => {
    const { effect, limit } = eValueOfShares({ value: 0.1, low: -0.01, high: 0.21 }, 0.1, 500);
    expect(effect).toBeCloseTo(2 + Math.SQRT2, 12);
    expect(limit).toBe(1);
  });

  it('of a share of nobody is taken to be that of half a customer', () => {
    const { effect, limit } = eValueOfShares({ value: 0.1, low: 0.05, high: 0.15 }, -1e-9, 500);
    expect(effect).toBeCloseTo(100 + Math.sqrt(100 * 99), 5);
    expect(limit).toBeCloseTo(50 + Math.sqrt(50 * 49), 5);
    expect(eValueOfShares({ value: 0, low: -0.01, high: 0.01 }, 0, 500)).toEqual({ effect: 1, limit: 1 });
    expect(eValueOfShares({ value: -0.1, low: -0.2, high: -0.05 }, 0.1, 500).effect).toBeCloseTo(
      100 + Math.sqrt(100 * 99),
      5,
    );
  });

  it('of the CPS blend as published in the notes', () => {
    const { effect, limit } = eValue({ value: 1504, low: 1504 - 1.96 * 724, high: 2923 }, 9647);
    expect(effect).toBeCloseTo(1.572, 2);
    expect(limit).toBeCloseTo(1.098, 2);
  });
});

describe.skipIf(lalonde.missing)('LaLonde without the draw', () => {
  const names = ['age', 'education', 'black', 'hispanic', 'married', 'no degree', 're74', 're75'];
  function against(file: string): ObservedRows {
    const people = [...readTrainees('nsw_dw').filter(({ treated }) => treated), ...readTrainees(file)];
    return {
      treated: Uint8Array.from(people, ({ treated }) => Number(treated)),
      outcome: Float64Array.from(people, ({ earnings }) => earnings),
      covariates: names.map((name, j) =>
        named(
          name,
          Float64Array.from(people, ({ before }) => before[j]!),
        ),
      ),
    };
  }
  /** The whole study, with all splits, is `npm run bench:effects`. */
  const once = { level: 0.95, seed: 1, splits: 1 };

  it.each([
    ['psid_controls', -15204.78, ['few-controls', 'no-overlap', 'imbalance', 'one-control']],
    ['psid_controls3', null, ['few-controls', 'no-overlap', 'imbalance', 'one-control']],
    ['cps_controls3', null, ['few-controls', 'no-overlap']],
  ])('is refused against %s', (file, naive, rules) => {
    const found = observedEffect(against(file), once);
    if (naive !== null) expect(found.naive.value).toBeCloseTo(naive, 2);
    expect(found.refusals.map(({ rule }) => rule)).toEqual(expect.arrayContaining(rules));
  });

  it('balances the survey of all workers, where the plain difference is −8,498', () => {
    const rows = against('cps_controls');
    const balanced = balancedEffect(rows, basisOf(rows.covariates), 0.95);
    expect(balanced.balanced).toBe(true);
    expect(Math.abs(balanced.value - 1794.34)).toBeLessThan(671);
    const { placebo, placeboFails, change, changeBefore } = earlierDifference(rows, rows.covariates[7]!, {
      level: 0.95,
      earliest: rows.covariates[6]!,
    });
    expect(placeboFails).toBe(true);
    expect(placebo!.value / placebo!.standardError).toBeLessThan(-3);
    expect(Math.round(change.value)).toBe(3621);
    expect(Math.round(changeBefore!.value)).toBe(-198);
  });
});
