import { describe, expect, it } from 'vitest';
import { calibrated } from '../../../../models/learn/calibration/calibrator.ts';
import { randomStream } from '../../../../models/numerics/random.ts';
import { datesApart, levelChance, levelValue } from '../../../../models/retention/levels/level-refit.ts';
import { weighDates } from '../../../../models/retention/levels/weigh-dates.ts';

/** Customers at some dates, whose logits say nothing, and of whom a share leaves at each. */
function leaving(shares: readonly number[], each: number) {
  const n = shares.length * each;
  const date = (i: number) => Math.floor(i / each);
  return {
    asOf: Int32Array.from({ length: n }, (_, i) => 30 * date(i)),
    logit: new Float64Array(n),
    label: Float64Array.from({ length: n }, (_, i) => (i % each < shares[date(i)]! * each ? 1 : 0)),
    weight: new Float64Array(n).fill(1),
  };
}

describe('the level of chance of a second fit', () => {
  it('is half that of all dates and half that of the newest, where nothing else is known', () => {
    const { asOf, ...rows } = leaving([0.2, 0.2, 0.2, 0.6], 500);
    const { calibrator, choice } = levelChance(1, rows, asOf, 0);
    expect(choice).toMatchObject({ rule: 'half', dates: 0, learnedFrom: 4 });
    expect(calibrated(calibrator, 0)).toBeCloseTo((0.3 + 0.6) / 2, 2);
  });

  it('is that of all rows where there is one date, or where the others tell nothing', () => {
    const { asOf, ...rows } = leaving([0.3], 500);
    expect(levelChance(1, rows, asOf, 90).choice).toBeNull();
    expect(calibrated(levelChance(1, rows, asOf, 90).calibrator, 0)).toBeCloseTo(0.3, 2);
    const { asOf: dates, ...with3 } = leaving([0.3, 0.004], 500);
    expect(levelChance(1, with3, dates, 90).choice).toBeNull();
  });

  it('takes the newest date that tells something for the newest', () => {
    const { asOf, ...rows } = leaving([0.2, 0.2, 0.6, 0.004], 500);
    const { calibrator, choice } = levelChance(1, rows, asOf, 0);
    expect(choice).toMatchObject({ rule: 'half', learnedFrom: 3 });
    expect(calibrated(calibrator, 0)).toBeCloseTo((0.251 + 0.6) / 2, 2);
  });

  it('does not count whose outcome is not known', () => {
    const { asOf, ...rows } = leaving([0.2, 0.4], 1000);
    const weight = rows.weight.map((_, i) => (i % 2 === 0 ? 1 : 0));
    const label = rows.label.map((y, i) => (weight[i] === 1 ? y : 1));
    expect(levelChance(1, { ...rows, label, weight }, asOf, 0).calibrator.method).toBe('platt');
    expect(calibrated(levelChance(1, { ...rows, label, weight }, asOf, 0).calibrator, 0)).toBeCloseTo(
      0.35,
      2,
    );
  });
});

describe('the level of value of a second fit', () => {
  const each = 4000;
  const random = randomStream(5, 'levels of value');
  const seasons = [1, 1, 1, 1.4];
  const asOf = Int32Array.from({ length: 4 * each }, (_, i) => 30 * Math.floor(i / each));
  const predicted = Float64Array.from(asOf, () => 20 + 60 * random.uniform());
  const outcome = predicted.map(
    (said, i) => -seasons[Math.floor(i / each)]! * said * Math.log(1 - random.uniform()),
  );

  it('lies between that of all dates and that of the newest', () => {
    const { level, choice } = levelValue(predicted, outcome, asOf, 0);
    expect(choice?.rule).toBe('half');
    expect(level).toBeGreaterThan(1.2);
    expect(level).toBeLessThan(1.3);
    expect(choice!.missed.half).toBeGreaterThan(0.1);
  });

  it('is nobody’s where nothing came', () => {
    const { level, choice } = levelValue(
      predicted,
      predicted.map(() => 0),
      asOf,
      90,
    );
    expect(choice).toBeNull();
    expect(level).toBeLessThan(0.5);
  });
});

describe('days that part the windows', () => {
  const set = (asOf: number[], churned: number[]) => ({
    table: { rowCount: asOf.length, columns: [] },
    customer: Int32Array.from(asOf.keys()),
    asOf: Int32Array.from(asOf),
    churned: Float64Array.from(churned),
    value: new Float64Array(asOf.length).fill(Number.NaN),
  });

  it('run from the newest training date of known outcome to the newest later one', () => {
    const train = set([100, 130, 160], [1, 0, Number.NaN]);
    const later = set([250, 280], [1, Number.NaN]);
    expect(datesApart(train, later, 'churned')).toBe(120);
    expect(datesApart(train, later, 'value')).toBe(0);
    expect(datesApart(later, train, 'churned')).toBe(0);
  });

  it('weigh rows so that they still count as many', () => {
    const asOf = Int32Array.of(0, 0, 0, 30);
    expect([...weighDates(asOf, 'all', 30)]).toEqual([1, 1, 1, 1]);
    expect([...weighDates(asOf, 'newest', 30)]).toEqual([0, 0, 0, 4]);
    expect([...weighDates(asOf, 'half', 30)]).toEqual([0.5, 0.5, 0.5, 2.5]);
  });
});
