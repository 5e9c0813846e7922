import { randomStream } from '../../../models/numerics/random.ts';
import { partsOf } from '../../../models/retention/cross-fit.ts';
import type { Blending } from '../../../models/retention/ensemble/blend-later.ts';

/** Made scores of three members of later rows and of training rows, with outcomes that the scores tell of. */
export function madeBlending(laterRows: number, taughtRows: number, seed: number): Blending {
  const random = randomStream(seed, 'blending');
  const said = (rows: number) => {
    const drawn = (of: () => number) => Float64Array.from({ length: rows }, of);
    const truth = drawn(() => random.normal());
    const noisy = (noise: number) => ({
      logit: truth.map((z) => z + noise * random.normal()),
      value: truth.map((z) => 20 * Math.exp(-z / 2 + noise * random.normal())),
      valueIfBought: drawn(() => 40 * Math.exp(noise * random.normal())),
    });
    const members = {
      network: { ...noisy(0.6), memberSpread: drawn(() => 0.1 + 0.2 * random.uniform()) },
      trees: noisy(0.4),
      logistic: noisy(0.9),
    };
    const churned = truth.map((z) => (random.uniform() < 1 / (1 + Math.exp(-z)) ? 1 : 0));
    const value = truth.map((z) => (random.uniform() < 0.4 ? 0 : 40 * Math.exp(-z / 2 + random.normal())));
    return { members, churned, value };
  };
  const { members, ...outcomes } = said(laterRows);
  const customer = Int32Array.from({ length: laterRows }, (_, i) => i >> 1);
  const at = Int32Array.from({ length: taughtRows }, (_, i) => i);
  return {
    members,
    later: { ...outcomes, customer, part: partsOf(customer, seed), valueUnit: 30 },
    taught: { at, few: false, ...said(taughtRows) },
    standing: null,
    byFloor: false,
  };
}
