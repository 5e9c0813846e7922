import { describe, expect, it } from 'vitest';
import { type DoseRows, doseEffect } from '../../../models/effects.ts';
import { randomStream } from '../../../models/numerics.ts';

interface World {
  readonly customers: number;
  readonly each?: number;
  readonly seed: number;
  readonly slope: number;
}

/** What a customer is like, bent, tells of both: dose = x² + noise, outcome = slope·dose + 3x² + a habit + noise. */
function simulated({ customers, each = 2, seed, slope }: World): DoseRows {
  const random = randomStream(seed, 'doses');
  const n = customers * each;
  const habit = Float64Array.from({ length: customers }, () => random.normal());
  const customer = Int32Array.from({ length: n }, (_, i) => Math.floor(i / each));
  const x = Float64Array.from({ length: n }, () => random.normal());
  const dose = x.map((one) => one * one + random.normal());
  const outcome = dose.map((d, i) => slope * d + 3 * x[i]! ** 2 + habit[customer[i]!]! + random.normal());
  return { customer, dose, outcomes: [outcome], covariates: [{ name: 'x', values: x }] };
}

const options = { level: 0.95, seed: 1 };
const effectOf = (rows: DoseRows) => doseEffect(rows, options)!.outcomes[0]!;

describe('the effect of a dose', () => {
  it('is found where the plain slope is far off', () => {
    const { adjusted, plain } = effectOf(simulated({ customers: 1500, seed: 3, slope: 0.5 }));
    expect(plain.low).toBeGreaterThan(1.5);
    expect(adjusted.low).toBeLessThan(0.5);
    expect(adjusted.high).toBeGreaterThan(0.5);
    expect(adjusted.standardError).toBeLessThan(0.05);
  });

  it('lies within its limits as often as they say, and none is found where there is none', () => {
    const worlds = Array.from({ length: 200 }, (_, seed) => seed);
    const [covered, found] = [0.5, 0].map((slope) => {
      const effects = worlds.map((seed) => effectOf(simulated({ customers: 150, seed, slope })).adjusted);
      return slope === 0
        ? effects.filter(({ p }) => p <= 0.05).length
        : effects.filter(({ low, high }) => low < slope && slope < high).length;
    });
    expect(covered).toBeGreaterThan(200 * 0.95 - 10);
    expect(found).toBeLessThan(200 * 0.05 + 10);
  });

  it('takes rows of one customer as one draw', () => {
    const once = simulated({ customers: 400, each: 1, seed: 4, slope: 0.5 });
    const twice = (values: Float64Array) => Float64Array.from([...values, ...values]);
    const doubled = (customer: readonly number[]): DoseRows => ({
      customer: Int32Array.from(customer),
      dose: twice(once.dose),
      outcomes: once.outcomes.map(twice),
      covariates: once.covariates.map(({ name, values }) => ({ name, values: twice(values) })),
    });
    const own = [...once.customer];
    const alone = effectOf(once).adjusted.standardError;
    const together = effectOf(doubled([...own, ...own])).adjusted.standardError;
    const apart = effectOf(doubled([...own, ...own.map((c) => c + 400)])).adjusted.standardError;
    expect(together / alone).toBeCloseTo(1, 1);
    expect(apart / alone).toBeCloseTo(Math.SQRT1_2, 1);
  });

  it('is not taken for sure where one customer holds twenty rows', () => {
    const found = Array.from({ length: 100 }, (_, seed) => {
      const random = randomStream(seed, 'heavy');
      const customer = Int32Array.from({ length: 319 }, (_, i) => Math.max(0, i - 19));
      const [likes, earns] = [3 * random.normal(), 3 * random.normal()];
      const of = (own: number) => Float64Array.from(customer, (c) => (c === 0 ? own : 0) + random.normal());
      const [dose, outcome, x] = [of(likes), of(earns), of(0)];
      return effectOf({ customer, dose, outcomes: [outcome], covariates: [{ name: 'x', values: x }] });
    });
    expect(found.filter(({ adjusted }) => adjusted.p <= 0.05).length).toBeLessThan(15);
  });

  it('is not told of a dose that is the same for all, or that the state before tells', () => {
    const rows = simulated({ customers: 300, seed: 5, slope: 0.5 });
    expect(doseEffect({ ...rows, dose: rows.dose.map(() => 2) }, options)).toBeNull();
    // a fortnight in doublings, whose mean is rounded
    const fortnight = Math.log2(14 * 86_400);
    expect(doseEffect({ ...rows, dose: rows.dose.map(() => fortnight) }, options)).toBeNull();
    const { values } = rows.covariates[0]!;
    expect(doseEffect({ ...rows, dose: values.map((x) => 3 * x - 1) }, options)).toBeNull();
  });

  it('is the same bytes for the same rows', () => {
    const rows = simulated({ customers: 200, seed: 6, slope: 0 });
    expect(doseEffect(rows, options)).toEqual(doseEffect(rows, options));
  });
});
