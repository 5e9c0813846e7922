import { describe, expect, it } from 'vitest';
import { ModelDataError } from '../../../models/errors.ts';
import type { Covariate } from '../../../models/numerics/covariates.ts';
import { randomStream } from '../../../models/numerics/random.ts';
import { fitSbg, sbgLikelihood } from '../../../models/survival/fit-sbg.ts';
import { cohortTable, type LifeTable, lifeTable, type Tenures } from '../../../models/survival/life-table.ts';
import { productLimit } from '../../../models/survival/product-limit.ts';
import {
  expectedPeriods,
  retentionRate,
  type SbgModel,
  survivalAfter,
} from '../../../models/survival/sbg.ts';
import {
  fitSbgWithCovariates,
  sbgModelAt,
  survivalWithCovariates,
} from '../../../models/survival/sbg-covariates.ts';
import { curveSurvival, fitSurvivalCurve } from '../../../models/survival/survival-curve.ts';

/** Fader and Hardie 2007, table 1: customers of 1,000 at the start and after each of seven years. */
const regular = cohortTable([1000, 631, 468, 382, 326, 289, 262, 241]);
const highEnd = cohortTable([1000, 869, 743, 653, 593, 551, 517, 491]);
const sbg = (alpha: number, beta: number): SbgModel => ({ kind: 'sbg', parameters: { alpha, beta } });

/** P(T = t) by the recursion of equation 7, t = 1 … periods: another way than the product of retention rates. */
function leavingChances(alpha: number, beta: number, periods: number): number[] {
  const chances = [alpha / (alpha + beta)];
  for (let t = 2; t <= periods; t++)
    chances.push((chances.at(-1)! * (beta + t - 2)) / (alpha + beta + t - 1));
  return chances;
}

/** 2F1(1, b; c; z) by its series, for the published form of the residual lifetime. */
function hypergeometric(b: number, c: number, z: number): number {
  let [sum, term] = [0, 1];
  for (let k = 0; term > 1e-17 * sum || k === 0; k++) {
    sum += term;
    term *= ((b + k) / (c + k)) * z;
  }
  return sum;
}

/** Tenures of customers whose θ is Beta(alpha, beta), entered after 0 … late periods, watched for `watched` more. */
function simulated(customers: number, { parameters }: SbgModel, late: number, watched: number, seed: number) {
  const random = randomStream(seed, 'contracts');
  const gamma = (shape: number) => {
    const rows = Array.from({ length: shape }, () => -Math.log(1 - random.uniform()));
    return rows.reduce((sum, x) => sum + x, 0);
  };
  const [entered, until, left]: [number[], number[], number[]] = [[], [], []];
  while (entered.length < customers) {
    const [a, b] = [gamma(parameters.alpha), gamma(parameters.beta)];
    const theta = a / (a + b);
    const lifetime = Math.max(1, Math.ceil(Math.log(1 - random.uniform()) / Math.log1p(-theta)));
    const since = random.integer(late + 1);
    if (lifetime <= since) continue;
    entered.push(since);
    until.push(Math.min(lifetime, since + watched));
    left.push(lifetime <= since + watched ? 1 : 0);
  }
  return lifeTable({
    entered: Float64Array.from(entered),
    until: Float64Array.from(until),
    left: Uint8Array.from(left),
  });
}

describe('the shifted beta-geometric of Fader and Hardie 2007', () => {
  it.each([
    ['Regular', regular, 0.704, 1.182, -1680.3],
    ['High End', highEnd, 0.668, 3.806, -1611.2],
  ])('is fitted to the %s customers as published', (_, table, alpha, beta, logLikelihood) => {
    const fit = fitSbg(table);
    expect(fit.converged).toBe(true);
    expect(fit.parameters.alpha.toFixed(3)).toBe(String(alpha));
    expect(fit.parameters.beta.toFixed(3)).toBe(String(beta));
    expect(fit.logLikelihood.toFixed(1)).toBe(String(logLikelihood));
    expect(fit.undetermined).toEqual([]);
  });

  it('has the published likelihood of −2,115.5 at α = β = 1, and that of the recursion of equation 7', () => {
    const at = (alpha: number, beta: number) =>
      1000 * sbgLikelihood(highEnd)(Float64Array.of(Math.log(alpha), Math.log(beta))).value;
    expect(at(1, 1)).toBeCloseTo(-2115.5, 1);
    const chances = leavingChances(0.668, 3.806, 7);
    const stayed = 1 - chances.reduce((sum, p) => sum + p, 0);
    const expected = highEnd.left.reduce(
      (sum, n, t) => sum + n * Math.log(chances[t]),
      491 * Math.log(stayed),
    );
    expect(at(0.668, 3.806)).toBeCloseTo(expected, 8);
  });

  it.each([
    ['Regular', sbg(0.704, 1.182), [22.3, 20.7, 19.4, 18.3, 17.3]],
    ['High End', sbg(0.668, 3.806), [46.8, 44.5, 42.7, 40.9, 39.4]],
  ])('foresees years 8 to 12 of the %s customers within a twentieth of what came', (_, model, realised) => {
    realised.forEach((percent, i) => {
      expect(Math.abs((100 * survivalAfter(model, 0, 8 + i)) / percent - 1)).toBeLessThan(0.05);
    });
  });

  it('has slopes that agree with finite differences', () => {
    const f = sbgLikelihood(regular);
    const at = Float64Array.of(-0.2, 0.4);
    const { gradient } = f(at);
    [0, 1].forEach((i) => {
      const moved = (by: number) => f(at.map((x, j) => (i === j ? x + by : x))).value;
      expect(gradient[i]).toBeCloseTo((moved(1e-5) - moved(-1e-5)) / 2e-5, 8);
    });
  });

  it('has errors that agree with the curvature of the likelihood', () => {
    const fit = fitSbg(regular);
    const { alpha, beta } = fit.parameters;
    const f = (a: number, b: number) =>
      1000 * sbgLikelihood(regular)(Float64Array.of(Math.log(a), Math.log(b))).value;
    const h = 1e-3;
    const aa = (f(alpha + h, beta) - 2 * f(alpha, beta) + f(alpha - h, beta)) / h ** 2;
    const bb = (f(alpha, beta + h) - 2 * f(alpha, beta) + f(alpha, beta - h)) / h ** 2;
    const ab =
      (f(alpha + h, beta + h) - f(alpha + h, beta - h) - f(alpha - h, beta + h) + f(alpha - h, beta - h)) /
      (4 * h ** 2);
    const determinant = aa * bb - ab * ab;
    expect(fit.standardErrors.alpha! / Math.sqrt(-bb / determinant)).toBeCloseTo(1, 3);
    expect(fit.standardErrors.beta! / Math.sqrt(-aa / determinant)).toBeCloseTo(1, 3);
  });
});

describe('staying on', () => {
  const model = sbg(0.704, 1.182);

  it('survives as the recursion says, and retains ever more', () => {
    const chances = leavingChances(0.704, 1.182, 30);
    let survival = 1;
    chances.forEach((chance, i) => {
      const before = survival;
      survival -= chance;
      expect(survivalAfter(model, 0, i + 1)).toBeCloseTo(survival, 10);
      expect(retentionRate(model, i + 1)).toBeCloseTo(survival / before, 10);
      expect(survivalAfter(model, 5, i + 1)).toBeCloseTo(
        survivalAfter(model, 0, i + 6) / survivalAfter(model, 0, 5),
        10,
      );
    });
  });

  it.each([0, 1, 4, 50])('expects what is left by the published form after %s renewals', (made) => {
    const [d, n] = [0.1, made + 1];
    const published =
      ((1.182 + n - 1) / (0.704 + 1.182 + n - 1)) * hypergeometric(1.182 + n, 0.704 + 1.182 + n, 1 / (1 + d));
    expect(1.1 * expectedPeriods(model, made, Infinity, d)).toBeCloseTo(published, 9);
  });

  it('agrees with the sum over a finite horizon, an endless one and one without discount', () => {
    const sum = (horizon: number) =>
      Array.from({ length: horizon }, (_, t) => survivalAfter(model, 3, t + 1) / 1.02 ** (t + 1)).reduce(
        (a, b) => a + b,
        0,
      );
    expect(expectedPeriods(model, 3, 24, 0.02)).toBeCloseTo(sum(24), 9);
    expect(expectedPeriods(model, 3, Infinity, 0.02)).toBeCloseTo(sum(2000), 8);
    expect(expectedPeriods(model, 3, 20_000, 0.02)).toBeCloseTo(sum(2000), 8);
    expect(expectedPeriods(sbg(3, 4), 2, Infinity, 0)).toBeCloseTo(6 / 2, 12);
    expect(() => expectedPeriods(model, 0, Infinity, 0)).toThrow(/discount above 0 or a finite horizon/);
  });
});

describe('tenures', () => {
  it('count in the periods in which a customer could leave', () => {
    const { atRisk, left } = lifeTable({
      entered: Float64Array.of(0, 0, 2, 1, 4),
      until: Float64Array.of(1, 3, 4, 1, 4),
      left: Uint8Array.of(1, 0, 1, 0, 0),
    });
    expect([...atRisk]).toEqual([2, 1, 2, 1]);
    expect([...left]).toEqual([1, 0, 0, 1]);
  });

  it.each<[string, number, number, number]>([
    ['part of a period', 0.5, 2, 0],
    ['an end before the entry', 3, 2, 0],
    ['leaving before being observed', 2, 2, 1],
    ['no number', Number.NaN, 2, 1],
    ['days for months', 0, 2e6, 1],
  ])('that are impossible are named: %s', (_, entered, until, left) => {
    const odd = () =>
      lifeTable({
        entered: Float64Array.of(0, entered),
        until: Float64Array.of(1, until),
        left: Uint8Array.of(0, left),
      });
    expect(odd).toThrow(ModelDataError);
    expect(odd).toThrow(/^Row 1 of the tenures/);
  });

  it('teach the parameters that made them, truncated and censored', () => {
    const inside = { alpha: 0, beta: 0 };
    for (let seed = 1; seed <= 12; seed++) {
      const { parameters, standardErrors } = fitSbg(simulated(4000, sbg(1, 4), 6, 6, seed));
      if (Math.abs(parameters.alpha - 1) < 1.96 * standardErrors.alpha!) inside.alpha++;
      if (Math.abs(parameters.beta - 4) < 1.96 * standardErrors.beta!) inside.beta++;
    }
    expect(inside.alpha).toBeGreaterThanOrEqual(10);
    expect(inside.beta).toBeGreaterThanOrEqual(10);
  });
});

describe('survival as observed', () => {
  it('is the product limit with Greenwood’s interval and the Nelson–Aalen sum', () => {
    const [first, second] = productLimit(cohortTable([100, 80, 60]));
    expect(first).toMatchObject({ atRisk: 100, hazard: 0.2, survival: 0.8, cumulativeHazard: 0.2 });
    expect(second!.survival).toBeCloseTo(0.6, 12);
    expect(second!.cumulativeHazard).toBeCloseTo(0.2 + 0.25, 12);
    expect(second!.cumulativeError).toBeCloseTo(Math.sqrt(20 / 1e4 + 20 / 6400), 12);
    const error = Math.sqrt(20 / (100 * 80) + 20 / (80 * 60)) / Math.log(0.6);
    expect(second!.low).toBeCloseTo(0.6 ** Math.exp(-1.959964 * error), 5);
    expect(second!.high).toBeCloseTo(0.6 ** Math.exp(1.959964 * error), 5);
  });

  it('covers the true survival about as often as its interval says', () => {
    const [truth, runs] = [sbg(1, 3), 120];
    let covered = 0;
    for (let seed = 1; seed <= runs; seed++) {
      const last = productLimit(simulated(300, truth, 0, 5, seed)).at(-1)!;
      const survival = survivalAfter(truth, 0, last.period);
      if (last.low <= survival && survival <= last.high) covered++;
    }
    expect(covered / runs).toBeGreaterThan(0.89);
  });
});

describe('the curve', () => {
  it('follows the model where the data do, and keeps a jump that they have', () => {
    const smooth = fitSurvivalCurve(simulated(3000, sbg(1, 5), 0, 12, 3));
    expect(smooth.modelWorth ?? Infinity).toBeGreaterThan(1000);
    const jump: LifeTable = {
      customers: 5000,
      atRisk: Float64Array.of(5000, 4950, 4900, 2450, 2425, 2400),
      left: Float64Array.of(50, 50, 2450, 25, 25, 24),
    };
    const curve = fitSurvivalCurve(jump);
    expect(curve.hazards[2]).toBeGreaterThan(0.45);
    expect(curve.hazards[3]).toBeLessThan(0.03);
    expect(curveSurvival(curve, 0, 6)).toBeCloseTo(2376 / 5000, 1);
  });

  it('goes on by the model beyond what was observed, whole periods and parts of them', () => {
    const curve = fitSurvivalCurve(regular);
    expect(curveSurvival(curve, 0, 12)).toBeCloseTo(
      curveSurvival(curve, 0, 7) * survivalAfter(curve.tail, 7, 5),
      12,
    );
    expect(curveSurvival(curve, 9, 4)).toBeCloseTo(survivalAfter(curve.tail, 9, 4), 12);
    expect(curveSurvival(curve, 6, 1.5)).toBeCloseTo(
      (1 - curve.hazards[6]) * survivalAfter(curve.tail, 7, 0.5),
      12,
    );
    expect(curveSurvival(curve, 2, 0.5) ** 2).toBeCloseTo(curveSurvival(curve, 2, 1), 12);
    expect(Math.abs(curveSurvival(curve, 0, 12) - 0.173)).toBeLessThan(0.01);
  });
});

describe('with a covariate', () => {
  /** Customers of a cohort, one by one. */
  const tenuresOf = ({ atRisk, left }: LifeTable) => {
    const leavers = [...left].flatMap((n, t) => Array.from({ length: n }, () => ({ until: t + 1, left: 1 })));
    const stayers = Array.from({ length: atRisk.at(-1)! - left.at(-1)! }, () => ({
      until: atRisk.length,
      left: 0,
    }));
    return [...leavers, ...stayers];
  };
  const [first, second] = [tenuresOf(regular), tenuresOf(highEnd)];
  const all = [...first, ...second];
  const tenures = {
    entered: new Float64Array(all.length),
    until: Float64Array.from(all, ({ until }) => until),
    left: Uint8Array.from(all, ({ left }) => left),
  };
  const tier = Float64Array.from(all, (_, i) => (i < first.length ? 0 : 1));

  it('of two tiers, each tier is as published of it alone, and so is the likelihood of both', () => {
    const fit = fitSbgWithCovariates(tenures, [{ name: 'highEnd', values: tier }]);
    const at = (highEnd: number) => sbgModelAt(fit, { highEnd }).parameters;
    expect(at(0).alpha).toBeCloseTo(0.704, 3);
    expect(at(0).beta).toBeCloseTo(1.182, 3);
    expect(at(1).alpha).toBeCloseTo(0.668, 3);
    expect(at(1).beta).toBeCloseTo(3.806, 3);
    const alone = fitSbg(regular).logLikelihood + fitSbg(highEnd).logLikelihood;
    expect(fit.logLikelihood).toBeCloseTo(alone, 4);
    const [, onBeta] = fit.effects;
    expect(onBeta).toMatchObject({ covariate: 'highEnd', on: 'beta' });
    expect(onBeta.effect).toBeCloseTo(Math.log(3.806 / 1.182), 2);
    expect(() => sbgModelAt(fit, { high_end: 1 })).toThrow(/covariate "highEnd" was fitted and is not known/);
    expect(survivalAfter(sbgModelAt(fit, { highEnd: 1 }), 3, 2.5)).toBeGreaterThan(
      survivalAfter(sbgModelAt(fit, { highEnd: 0 }), 3, 2.5),
    );
  });

  /** A hundred customers each of seven ages, the quantiles of an sBG whose β rises by e^.2 with each, seen for six periods. */
  function byAge(): { readonly tenures: Tenures; readonly age: Covariate } {
    const people = Array.from({ length: 700 }, (_, i) => {
      const [years, quantile] = [Math.floor(i / 100), ((i % 100) + 0.5) / 100];
      const model = sbg(0.8, 1.5 * Math.exp(0.2 * years));
      const survives = (t: number) => survivalAfter(model, 0, t) >= quantile;
      const until = [1, 2, 3, 4, 5, 6].find((t) => !survives(t)) ?? 6;
      return { years, until, left: survives(until) ? 0 : 1 };
    });
    return {
      tenures: {
        entered: new Float64Array(people.length),
        until: Float64Array.from(people, ({ until }) => until),
        left: Uint8Array.from(people, ({ left }) => left),
      },
      age: { name: 'age', values: Float64Array.from(people, ({ years }) => years) },
    };
  }

  /** SciPy 1.17.1: BFGS and Nelder–Mead on P(T = t) = B(α+1, β+t−1) / B(α, β); survival by quadrature over θ. */
  it('that is a number is fitted as SciPy fits it, and says who stays how long, customer by customer', () => {
    const { tenures, age } = byAge();
    const fit = fitSbgWithCovariates(tenures, [age]);
    expect(fit.logLikelihood).toBeCloseTo(-1133.3463465131445, 6);
    expect(fit.parameters.alpha).toBeCloseTo(0.80256509, 4);
    expect(fit.parameters.beta).toBeCloseTo(2.74586969, 3);
    const [onAlpha, onBeta] = fit.effects;
    expect(onAlpha.effect).toBeCloseTo(0.00180686, 4);
    expect(onBeta.effect).toBeCloseTo(0.20304069, 4);
    const said = (years: number, completed: number, t: number) =>
      survivalWithCovariates(
        fit,
        Float64Array.of(completed),
        [{ name: 'age', values: Float64Array.of(years) }],
        t,
      )[0];
    expect(said(0, 0, 1)).toBeCloseTo(0.6516588073664861, 5);
    expect(said(3, 2, 2.5)).toBeCloseTo(0.7081097626924032, 5);
    expect(said(6, 5, 12)).toBeCloseTo(0.5282283060159187, 5);
  });

  it('which nothing sets apart has no effect that its error does not cover', () => {
    const coin = Float64Array.from(all, (_, i) => i % 2);
    const { effects } = fitSbgWithCovariates(tenures, [{ name: 'coin', values: coin }]);
    for (const { effect, standardError } of effects)
      expect(Math.abs(effect)).toBeLessThan(4 * standardError!);
  });
});

describe('odd customers', () => {
  it.each<[string, LifeTable]>([
    ['one, who stayed', cohortTable([1, 1])],
    ['one, who left', cohortTable([1, 0])],
    ['all still there', cohortTable([500, 500, 500, 500])],
    ['all gone at once', cohortTable([500, 0])],
    ['all gone in the third period', cohortTable([500, 500, 500, 0])],
    ['a million for a century', cohortTable(Array.from({ length: 1201 }, (_, t) => 1e6 * 0.999 ** t))],
    ['none observed before the tenth period', simulatedLate()],
  ])('give finite answers: %s', (_, table) => {
    for (const options of [{}, { priorSpread: 2 }]) {
      const curve = fitSurvivalCurve(table, options);
      const { alpha, beta } = curve.tail.parameters;
      expect(alpha > 0 && beta > 0 && alpha < Infinity && beta < Infinity).toBe(true);
      for (const [made, t] of [
        [0, 1],
        [0, 12],
        [40, 1000],
      ] as const) {
        const survival = curveSurvival(curve, made, t);
        expect(survival >= 0 && survival <= 1, `${survival}`).toBe(true);
      }
      expect(Number.isFinite(expectedPeriods(curve.tail, 3, Infinity, 0.01))).toBe(true);
    }
    for (const { low, high, survival } of productLimit(table)) {
      expect(low >= 0 && low <= survival && survival <= high && high <= 1).toBe(true);
    }
  });

  it('say which parameters they leave open', () => {
    expect(fitSbg(cohortTable([500, 500, 500])).undetermined).not.toEqual([]);
    expect(fitSbg(cohortTable([500, 0])).undetermined).not.toEqual([]);
  });

  it('that were never at risk are refused with the way out', () => {
    expect(() => fitSbg(cohortTable([40]))).toThrow(/None of 40 customers .* longer history/);
  });
});

function simulatedLate(): LifeTable {
  const table = simulated(400, sbg(1, 4), 4, 3, 9);
  return { ...table, atRisk: shifted(table.atRisk), left: shifted(table.left) };
}

const shifted = (values: Float64Array): Float64Array =>
  Float64Array.from({ length: values.length + 9 }, (_, t) => (t < 9 ? 0 : values[t - 9]));
