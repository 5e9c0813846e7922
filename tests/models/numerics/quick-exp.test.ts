import { expect, it } from 'vitest';
import { sigmoid } from '../../../models/numerics/logit.ts';
import { quickExp, quickSigmoid } from '../../../models/numerics/quick-exp.ts';
import { randomStream } from '../../../models/numerics/random.ts';

it('is e^x to 2e-15 wherever that is an ordinary number', () => {
  const random = randomStream(1, 'quick exp');
  for (const range of [0.01, 1, 20, 1380]) {
    for (let i = 0; i < 2000; i++) {
      const x = (random.uniform() - 0.5) * range;
      expect(Math.abs(quickExp(x) / Math.exp(x) - 1)).toBeLessThan(2e-15);
    }
  }
});

it('is exact at zero and as Math.exp beyond ordinary numbers', () => {
  expect(quickExp(0)).toBe(1);
  for (const x of [-800, -745, 705, 800, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, Number.NaN])
    expect(quickExp(x)).toBe(Math.exp(x));
});

it('gives chances as the exact one does, in both tails', () => {
  for (const z of [-1000, -40, -3, -0.1, 0, 0.1, 3, 40, 1000])
    expect(quickSigmoid(z)).toBeCloseTo(sigmoid(z), 14);
});
