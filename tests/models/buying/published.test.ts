import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { betaDropoutLikelihood } from '../../../models/buying/beta-dropout-likelihood.ts';
import type { BuyingModel } from '../../../models/buying/buying-model.ts';
import { fitBgNbd, fitParetoNbd } from '../../../models/buying/fit-buying.ts';
import type { Histories } from '../../../models/buying/histories.ts';
import { mergeHistories } from '../../../models/buying/merge-histories.ts';
import {
  aliveChances,
  futurePurchases,
  purchasesOfNewcomer,
  silenceChances,
} from '../../../models/buying/predict-buying.ts';
import { expectedSpends, fitGammaGamma } from '../../../models/buying/spending/fit-gamma-gamma.ts';
import { spendIndependence } from '../../../models/buying/spending/independence.ts';
import { holdout, type Purchases, repeatSpending, summarise } from '../../../models/buying/summarise.ts';
import { sharedData } from '../../support/shared-data.ts';

/** The paper prints .243, 4.414, .793 and 2.426; its expectations go with the fit's own digits. */
const bgNbd: BuyingModel = {
  kind: 'bg-nbd',
  parameters: { r: 0.24259, alpha: 4.4136, a: 0.79292, b: 2.4259 },
};
const printed: BuyingModel = { kind: 'bg-nbd', parameters: { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 } };
const one = (x: number, tx: number, T: number): Histories => ({
  repeats: Float64Array.of(x),
  lastAt: Float64Array.of(tx),
  age: Float64Array.of(T),
});

describe('BG/NBD at the parameters of Fader, Hardie and Lee 2005', () => {
  it.each([
    [0.1429, 0.0078],
    [1, 0.0532],
    [3, 0.1506],
    [31.8571, 1.0405],
    [32, 1.0437],
    [78, 1.8576],
  ])('expects E[X(%s)] = %s repeat purchases of a newcomer', (t, expected) => {
    const rounding = Math.max(5e-5, 2e-4 * expected);
    expect(Math.abs(purchasesOfNewcomer(bgNbd, t) - expected)).toBeLessThan(rounding);
  });

  it('expects 1.226 purchases in 39 weeks of who bought twice, last at 30.43 of 38.86', () => {
    expect(futurePurchases(printed, one(2, 30.43, 38.86), 39)[0]).toBeCloseTo(1.226, 3);
  });

  it('gives P(X(39) = 0) of a newcomer', () => {
    expect(silenceChances(printed, one(0, 0, 0), 39)[0]).toBeCloseTo(0.5737864, 6);
  });

  it.each([
    [0, 0, -0.59947382],
    [200, 38, 100.7957],
  ])('has the likelihood of one customer with x = %s', (x, tx, expected) => {
    const merged = mergeHistories(one(x, tx, 40));
    const logs = Float64Array.from([0.25, 4, 0.8, 2.5], Math.log);
    expect(betaDropoutLikelihood(merged, 0)(logs).value).toBeCloseTo(expected, x === 0 ? 7 : 4);
  });
});

describe('Pareto/NBD', () => {
  it('expects 25.46 purchases in 52 weeks of who bought 26 times, last at 30.86 of 31', () => {
    const model: BuyingModel = {
      kind: 'pareto-nbd',
      parameters: { r: 0.5533, alpha: 10.578, s: 0.6062, beta: 11.67 },
    };
    expect(futurePurchases(model, one(26, 30.86, 31), 52)[0]).toBeCloseTo(25.46, 1);
    expect(aliveChances(model, one(26, 30.86, 31))[0]).toBeCloseTo(0.9979, 4);
  });
});

const sample = sharedData('cdnow/CDNOW_sample.txt');

/** Rows of master id, sample id, date, CDs, dollars. */
function readPurchases(path: string): Purchases {
  const rows = readFileSync(path, 'latin1')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .map((line) => line.trim().split(/\s+/));
  const dayOf = (text: string) =>
    Math.round(Date.parse(`${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`) / 86_400_000);
  return {
    customer: Int32Array.from(rows, (row) => Number(row[1])),
    day: Int32Array.from(rows, (row) => dayOf(row[2])),
    amount: Float64Array.from(rows, (row) => Number(row[4])),
  };
}

describe.skipIf(sample.missing)('on the CDNOW sample, 39 weeks', () => {
  const purchases = sample.missing ? null : readPurchases(sample.path);
  const until = Math.round(Date.parse('1997-09-30') / 86_400_000);
  const summary = purchases && summarise(purchases, { lastDay: until, daysPerUnit: 7 });

  it('BG/NBD is fitted as published, and by CLVTools and lifetimes', () => {
    const { parameters, logLikelihood, converged } = fitBgNbd(summary!);
    expect(converged).toBe(true);
    expect(parameters.r).toBeCloseTo(0.2426, 4);
    expect(parameters.alpha).toBeCloseTo(4.4135, 3);
    expect(parameters.a).toBeCloseTo(0.7929, 3);
    expect(parameters.b).toBeCloseTo(2.4258, 2);
    expect(logLikelihood).toBeCloseTo(-9582.43, 2);
  });

  it('Pareto/NBD is fitted as published', () => {
    const { parameters, logLikelihood } = fitParetoNbd(summary!);
    expect(parameters.r).toBeCloseTo(0.5533, 3);
    expect(parameters.alpha).toBeCloseTo(10.578, 1);
    expect(parameters.s).toBeCloseTo(0.6062, 2);
    expect(parameters.beta).toBeCloseTo(11.67, 1);
    expect(logLikelihood).toBeCloseTo(-9594.97, 1);
  });

  it('Gamma-Gamma is fitted as published, on 946 repeat buyers', () => {
    const spending = repeatSpending(summary!);
    const { parameters, logLikelihood } = fitGammaGamma(spending);
    const buyers = spending.purchases.filter((x) => x > 0).length;
    expect(buyers).toBe(946);
    expect(parameters.p).toBeCloseTo(6.25, 1);
    expect(parameters.q).toBeCloseTo(3.74, 1);
    expect(parameters.gamma).toBeCloseTo(15.44, 0);
    expect(logLikelihood).toBeCloseTo(-4055.92, 0);
    const model = { kind: 'gamma-gamma' as const, parameters: { p: 6.25, q: 3.74, gamma: 15.44 } };
    const means = expectedSpends(model, spending); // of all customers in order; 35.17 is the mean of who is not known to have spent
    const published = [24.65, 18.91, 35.17, 35.17, 35.17, 71.46, 18.91, 35.17, 27.28, 35.17];
    published.forEach((mean, i) => {
      expect(Math.abs(means[i] - mean)).toBeLessThan(0.05 + 0.005 * mean);
    });
    const { correlation, customers } = spendIndependence(spending);
    expect(correlation).toBeCloseTo(0.11, 2);
    expect(customers).toBe(946);
  });

  it('holds 1,882 purchases of $70,976.39 out, and foresees an eighth too few of them', () => {
    const later = holdout(purchases!, summary!, until, until + 39 * 7);
    const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);
    expect(sum(later.purchases)).toBe(1882);
    expect(sum(later.spend)).toBeCloseTo(70_976.39, 1);
    const foreseen = sum(futurePurchases(fitBgNbd(summary!), summary!, 39));
    expect(foreseen / 1882).toBeGreaterThan(0.85);
    expect(foreseen / 1882).toBeLessThan(0.95);
    const published = [0.2367, 0.697, 1.3925, 1.56, 2.5323, 2.9474, 3.8621, 6.3594];
    published.forEach((mean, frequency) => {
      const rows = Array.from(summary!.repeats.keys()).filter(
        (i) => Math.min(7, summary!.repeats[i]) === frequency,
      );
      const realised = rows.reduce((total, i) => total + later.purchases[i], 0) / rows.length;
      expect(realised).toBeCloseTo(mean, 4);
    });
  });
});
