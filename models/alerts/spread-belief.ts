import { logGamma } from '../numerics/log-gamma.ts';
import { countTail } from './count-tail.ts';

/** A day's count and what was to be expected of it. */
export interface Forecast {
  readonly seen: number;
  readonly expected: number;
  /** Counts that the expectation rests on. */
  readonly counted: number;
}

/** Spreads that counts may have, variance over mean: a quarter more each, from chance alone to 35. */
const spreads = Float64Array.from({ length: 17 }, (_, i) => 1.25 ** i);
/** A day rarer than this tells nothing more of the spread: an incident of the past is no noise. */
const rarest = Math.log(1e-4);
/** Before any day is seen, every share of the variance that chance alone may make up, 1 ÷ spread, is as likely. */
const prior = spreads.map((spread) => -Math.log(spread));
/** What a rate moves by itself between its baseline and the days after it, as a share. */
const drift = 0.05;
const negligible = 1e-9;

/** Log of a forecast's chance by each of the spreads. */
export const evidenceOf = (forecast: Forecast): Float64Array =>
  spreads.map((spread) =>
    Math.max(rarest, logChance(forecast.seen, forecast.expected, widened(spread, forecast))),
  );

/** How likely each spread is, after forecasts. */
export function beliefAfter(evidence: readonly Float64Array[]): Float64Array {
  const sums = prior.map((before, i) => evidence.reduce((sum, one) => sum + one[i], before));
  const best = Math.max(...sums);
  const chances = sums.map((sum) => Math.exp(sum - best));
  const total = chances.reduce((a, b) => a + b);
  return chances.map((one) => one / total);
}

/**
 * Probability of `seen` or more where neither the rate nor the spread is known for certain: the negative binomial of a rate with a gamma
 * posterior of so many counts, averaged over what the spread may be.
 */
export function predictiveTail(forecast: Forecast, belief: Float64Array): number {
  return belief.reduce(
    (sum, chance, i) =>
      chance < negligible
        ? sum
        : sum + chance * countTail(forecast.seen, forecast.expected, widened(spreads[i], forecast)),
    0,
  );
}

/** A rate that is known from E counts and drifts by d: m expected of it vary as m (1 + m ÷ E + m d²), not as m. */
const widened = (spread: number, { expected, counted }: Forecast): number =>
  spread * (1 + expected * (1 / counted + drift ** 2));

/** Log probability of a count: negative binomial of a mean, and of a variance of `spread` times that, above 1. */
function logChance(count: number, mean: number, spread: number): number {
  const size = mean / (spread - 1);
  return (
    logGamma(count + size) -
    logGamma(size) -
    logGamma(count + 1) -
    size * Math.log(spread) +
    count * Math.log1p(-1 / spread)
  );
}
