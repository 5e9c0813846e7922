import { describe, expect, it } from 'vitest';
import { pureBgNbd, pureParameters } from '../../simulator/pure-bgnbd.ts';
import { mean } from './support.ts';

const customers = pureBgNbd({ customers: 20_000, days: 400, seed: 3, after: 60 });
const { r, alpha, a, b, p, q, v } = pureParameters;

/** Log-likelihood of BG/NBD per customer (Fader, Hardie, Lee 2005, equation 6), written out anew. */
function logLikelihood([R, A, dropA, dropB]: readonly number[]): number {
  const total = customers.map(({ x, tx, T }) => {
    const first = lnGamma(R! + x) - lnGamma(R!) + R! * Math.log(A!);
    const second = lnBeta(dropA!, dropB! + x) - lnBeta(dropA!, dropB!) - (R! + x) * Math.log(A! + T);
    if (x === 0) return first + second;
    const third = lnBeta(dropA! + 1, dropB! + x - 1) - lnBeta(dropA!, dropB!) - (R! + x) * Math.log(A! + tx);
    const most = Math.max(second, third);
    return first + most + Math.log(Math.exp(second - most) + Math.exp(third - most));
  });
  return mean(total);
}

const lnBeta = (x: number, y: number) => lnGamma(x) + lnGamma(y) - lnGamma(x + y);

/** Stirling's series after shifting the argument above 8. */
function lnGamma(z: number): number {
  let shift = 0;
  let x = z;
  while (x < 8) shift -= Math.log(x++);
  const inverse = 1 / (x * x);
  const series = (1 / 12 - inverse * (1 / 360 - inverse / 1260)) / x;
  return shift + (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + series;
}

describe('the pure population', () => {
  it('has its likelihood at its top where it was set', () => {
    const set = [r, alpha, a, b];
    const top = logLikelihood(set);
    for (const i of set.keys()) {
      for (const factor of [0.8, 1.25]) {
        expect(logLikelihood(set.map((value, j) => (i === j ? value * factor : value)))).toBeLessThan(top);
      }
    }
  });

  it('spends as Gamma-Gamma says', () => {
    const spent = customers.filter(({ x }) => x > 0).map(({ meanSpend }) => meanSpend);
    expect(Math.abs(mean(spent) / ((p * v) / (q - 1)) - 1)).toBeLessThan(0.05);
  });

  it('has no one buy on after dropping out', () => {
    for (const { alive, xAfter, x, tx, T } of customers) {
      if (!alive) expect(xAfter).toBe(0);
      expect(tx).toBeLessThanOrEqual(T);
      if (x === 0) expect(alive).toBe(true);
    }
  });
});
