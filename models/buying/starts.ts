import type { Histories } from './histories.ts';

/** Gamma distribution of purchase rates: mean r / alpha. */
export interface RateStart {
  readonly r: number;
  readonly alpha: number;
}

/**
 * Purchase rates by moments, as if nobody left: the mean count over time observed, and how much more the counts vary than a
 * Poisson of that mean would.
 */
export function rateByMoments({ repeats, age }: Histories): RateStart {
  const total = (values: Float64Array) => values.reduce((sum, v) => sum + v, 0);
  const rate = Math.max(total(repeats), 0.5) / Math.max(total(age), Number.MIN_VALUE);
  let [extra, squares] = [0, 0];
  for (let i = 0; i < repeats.length; i++) {
    const mean = rate * age[i];
    extra += (repeats[i] - mean) ** 2 - mean;
    squares += mean * mean;
  }
  const r = Math.min(10, Math.max(0.1, extra > 0 ? squares / extra : 10));
  return { r, alpha: r / rate };
}

/** Every so-maniest customer, some `count` in all. */
export function someOf({ repeats, lastAt, age }: Histories, count: number): Histories {
  const step = Math.ceil(repeats.length / count);
  const taken = (_: number, i: number) => i % step === 0;
  return { repeats: repeats.filter(taken), lastAt: lastAt.filter(taken), age: age.filter(taken) };
}
