import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { betaDropoutLikelihood } from '../../../models/buying/beta-dropout-likelihood.ts';
import { fitBestBuying, fitBgNbd, fitMbgNbd, fitParetoNbd } from '../../../models/buying/fit-buying.ts';
import type { Histories } from '../../../models/buying/histories.ts';
import { mergeHistories } from '../../../models/buying/merge-histories.ts';
import { paretoLikelihood } from '../../../models/buying/pareto-likelihood.ts';
import {
  aliveChances,
  continuousDiscount,
  futureDiscountedPurchases,
  futurePurchases,
  silenceChances,
} from '../../../models/buying/predict-buying.ts';
import { fitGammaGamma } from '../../../models/buying/spending/fit-gamma-gamma.ts';
import { gammaGammaLikelihood } from '../../../models/buying/spending/gamma-gamma-likelihood.ts';
import { ModelDataError } from '../../../models/errors.ts';
import type { SmoothFunction } from '../../../models/numerics/evaluation.ts';
import { minimise } from '../../../models/numerics/minimise.ts';
import { pureBgNbd, pureParameters } from '../../../simulator/pure-bgnbd.ts';

const people = pureBgNbd({ customers: 8000, days: 700, seed: 4, after: 180 });
const histories: Histories = {
  repeats: Float64Array.from(people, ({ x }) => x),
  lastAt: Float64Array.from(people, ({ tx }) => tx),
  age: Float64Array.from(people, ({ T }) => T),
};
const spending = {
  purchases: histories.repeats,
  mean: Float64Array.from(people, ({ meanSpend }) => meanSpend),
};
const mean = (values: ArrayLike<number>) =>
  Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;

describe('a fit', () => {
  const fitted = fitBgNbd(histories);

  it('recovers what the simulated customers were made of, within four standard errors', () => {
    const { parameters, standardErrors } = fitted;
    for (const name of ['r', 'alpha', 'a', 'b'] as const) {
      expect(Math.abs(parameters[name] - pureParameters[name])).toBeLessThan(4 * standardErrors[name]!);
    }
    const spend = fitGammaGamma(spending);
    const truth = { p: pureParameters.p, q: pureParameters.q, gamma: pureParameters.v };
    for (const name of ['p', 'q', 'gamma'] as const) {
      expect(Math.abs(spend.parameters[name] - truth[name])).toBeLessThan(4 * spend.standardErrors[name]!);
    }
  });

  it('says chances that come true: who is alive, what they buy, who stays silent', () => {
    expect(mean(aliveChances(fitted, histories))).toBeCloseTo(
      mean(people.map(({ alive }) => (alive ? 1 : 0))),
      1,
    );
    const after = mean(people.map(({ xAfter }) => xAfter));
    expect(mean(futurePurchases(fitted, histories, 180)) / after).toBeGreaterThan(0.93);
    expect(mean(futurePurchases(fitted, histories, 180)) / after).toBeLessThan(1.07);
    const silent = mean(people.map(({ xAfter }) => (xAfter === 0 ? 1 : 0)));
    expect(Math.abs(mean(silenceChances(fitted, histories, 180)) - silent)).toBeLessThan(0.02);
  });

  it('finds the kind of model that made the data at least as likely as the others', () => {
    const best = fitBestBuying(histories);
    for (const fit of [fitMbgNbd(histories), fitParetoNbd(histories), fitted]) {
      expect(best.logLikelihood).toBeGreaterThanOrEqual(fit.logLikelihood);
    }
    expect(best.kind).toBe('bg-nbd');
  });

  it('is the same again, and the same with customers in another order', () => {
    expect(fitBgNbd(histories)).toEqual(fitted);
    const reversed = {
      repeats: histories.repeats.slice().reverse(),
      lastAt: histories.lastAt.slice().reverse(),
      age: histories.age.slice().reverse(),
    };
    expect(fitBgNbd(reversed).logLikelihood).toBeCloseTo(fitted.logLikelihood, 6);
  });
});

describe('slopes', () => {
  const few = mergeHistories({
    repeats: histories.repeats.slice(0, 60),
    lastAt: histories.lastAt.slice(0, 60),
    age: histories.age.slice(0, 60),
  });
  const cases: readonly [string, SmoothFunction, number[]][] = [
    ['BG/NBD', betaDropoutLikelihood(few, 0), [0.6, 40, 0.8, 2.5]],
    ['MBG/NBD', betaDropoutLikelihood(few, 1), [0.6, 40, 0.8, 2.5]],
    ['Pareto/NBD, alpha below beta', paretoLikelihood(few), [0.6, 40, 0.5, 90]],
    ['Pareto/NBD, alpha above beta', paretoLikelihood(few), [0.9, 70, 1.5, 20]],
  ];
  it.each(cases)('of %s are those of finite differences', (_, likelihood, at) => {
    const logs = Float64Array.from(at, Math.log);
    const { gradient } = likelihood(logs);
    for (let j = 0; j < logs.length; j++) {
      const step = 1e-5;
      const [up, down] = [step, -step].map(
        (d) => likelihood(logs.map((l, k) => (k === j ? l + d : l))).value,
      );
      expect(gradient[j]).toBeCloseTo((up! - down!) / (2 * step), 6);
    }
  });

  it('of Gamma-Gamma too', () => {
    const likelihood = gammaGammaLikelihood({
      purchases: Float64Array.of(1, 3, 8),
      mean: Float64Array.of(20, 35, 80),
    });
    const logs = Float64Array.from([6, 3, 15], Math.log);
    const { gradient } = likelihood(logs);
    for (let j = 0; j < 3; j++) {
      const [up, down] = [1e-5, -1e-5].map(
        (d) => likelihood(logs.map((l, k) => (k === j ? l + d : l))).value,
      );
      expect(gradient[j]).toBeCloseTo((up! - down!) / 2e-5, 6);
    }
  });
});

describe('odd customers', () => {
  const models = [fitBgNbd(histories), fitMbgNbd(histories), fitParetoNbd(histories)];

  it('get finite answers in their ranges, whatever they did', () => {
    const history = fc
      .tuple(
        fc.integer({ min: 0, max: 400 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: 0, max: 3650 }),
      )
      .map(([x, share, T]) =>
        x === 0 || T === 0 ? { x: 0, tx: 0, T } : { x, tx: Math.max(1e-3, share * T), T },
      );
    fc.assert(
      fc.property(history, fc.constantFrom(...models), ({ x, tx, T }, model) => {
        const one = {
          repeats: Float64Array.of(x),
          lastAt: Float64Array.of(Math.min(tx, T)),
          age: Float64Array.of(T),
        };
        const alive = aliveChances(model, one)[0];
        const soon = futurePurchases(model, one, 30)[0];
        const later = futurePurchases(model, one, 365)[0];
        const silent = silenceChances(model, one, 90)[0];
        expect(alive).toBeGreaterThanOrEqual(0);
        expect(alive).toBeLessThanOrEqual(1);
        expect(soon).toBeGreaterThanOrEqual(0);
        expect(later).toBeGreaterThanOrEqual(soon * (1 - 1e-9));
        expect(later).toBeLessThan(1e6);
        expect(silent).toBeGreaterThanOrEqual(0);
        expect(silent).toBeLessThanOrEqual(1 + 1e-12);
      }),
      { numRuns: 300 },
    );
  });

  it('are worth less the later and the more discounted their purchases', () => {
    const rows = { repeats: Float64Array.of(4), lastAt: Float64Array.of(200), age: Float64Array.of(230) };
    for (const model of models) {
      const plain = futurePurchases(model, rows, 365)[0];
      const none = futureDiscountedPurchases(model, rows, 365, 0)[0];
      const some = futureDiscountedPurchases(model, rows, 365, continuousDiscount(0.1))[0];
      expect(none).toBeCloseTo(plain, 6);
      expect(some).toBeLessThan(plain);
      expect(some).toBeGreaterThan(plain / 1.1);
    }
  });

  it('on small cohorts keep parameters finite with a prior', () => {
    const few = pureBgNbd({ customers: 40, days: 300, seed: 9 });
    const small = {
      repeats: Float64Array.from(few, ({ x }) => x),
      lastAt: Float64Array.from(few, ({ tx }) => tx),
      age: Float64Array.from(few, ({ T }) => T),
    };
    const { parameters } = fitBgNbd(small, { priorSpread: 2 });
    for (const value of Object.values(parameters)) expect(value).toBeLessThan(1e5);
  });

  it.each([
    [[1.5], [3], [9], /Row 0 .*1\.5 repeat purchases/],
    [[1], [12], [9], /last purchase at 12/],
    [[0], [3], [9], /no repeat purchase/],
    [[0, 0], [0, 0], [9, 9], /None of 2 customers bought on a second day/],
  ])('are refused where no customer can have bought so: %j %j %j', (repeats, lastAt, age, says) => {
    const impossible = {
      repeats: Float64Array.from(repeats),
      lastAt: Float64Array.from(lastAt),
      age: Float64Array.from(age),
    };
    expect(() => fitBgNbd(impossible)).toThrow(ModelDataError);
    expect(() => fitBgNbd(impossible)).toThrow(says);
  });
});

describe('the minimiser', () => {
  it('finds the bottom of Rosenbrock’s valley', () => {
    const valley: SmoothFunction = ([x, y]) => ({
      value: (1 - x!) ** 2 + 100 * (y! - x! ** 2) ** 2,
      gradient: Float64Array.of(-2 * (1 - x!) - 400 * x! * (y! - x! ** 2), 200 * (y! - x! ** 2)),
    });
    const found = minimise(valley, Float64Array.of(-1.2, 1));
    expect(found.at[0]).toBeCloseTo(1, 5);
    expect(found.at[1]).toBeCloseTo(1, 5);
  });
});
