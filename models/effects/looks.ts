import { normalQuantile } from '../numerics/normal.ts';

/**
 * Intervals that may be looked at again and again. `information` is what the data hold over what was planned for the
 * end: planned squared standard error over today's.
 */

/** Standard errors on either side of an estimate so that the truth is never left out at any look, with chance 1 − α. */
export function alwaysValidReach(information: number, alpha: number): number {
  const mixed = mixingOf(alpha) * information;
  return Math.sqrt((1 + 1 / mixed) * (Math.log1p(mixed) + 2 * Math.log(1 / alpha)));
}

/** Chance, valid at any look, of so large a z if there were no effect: 1 over the likelihood ratio of the mixture. */
export const alwaysValidP = (z: number, information: number, alpha: number): number =>
  Math.min(1, 1 / mixtureRatio(z, information, alpha));

/** Likelihood ratio of a normal mixture of effects against none (Robbins 1970; Johari et al. 2017). */
export function mixtureRatio(z: number, information: number, alpha: number): number {
  const mixed = mixingOf(alpha) * information;
  return Math.exp((0.5 * z * z * mixed) / (1 + mixed)) / Math.sqrt(1 + mixed);
}

/**
 * Standard errors on either side where the end is declared in advance and looks before it are free: the boundary of
 * O'Brien and Fleming (1979) for looks at every moment, by the reflection principle. From the end on it stays.
 */
export const declaredEndReach = (information: number, alpha: number): number =>
  normalQuantile(1 - alpha / 4) / Math.sqrt(Math.min(1, information));

/**
 * Spread of the mixture over the squared standard error planned for the end, so that the interval is narrowest there:
 * −W₋₁(−α²/e) − 1 (Waudby-Smith et al. 2021, eq. 24).
 */
export const mixingOf = (alpha: number): number => -lowerLambert(-(alpha * alpha) / Math.E) - 1;

/** Lower branch of Lambert's W for x in (−1/e, 0): w ≤ −1 with w · eʷ = x, by Halley's steps. */
function lowerLambert(x: number): number {
  const depth = Math.log(-x);
  let w = depth - Math.log(-depth);
  for (let step = 0; step < 50; step++) {
    const power = Math.exp(w);
    const miss = w * power - x;
    const next = w - miss / (power * (w + 1) - ((w + 2) * miss) / (2 * w + 2));
    if (Math.abs(next - w) <= 1e-15 * Math.abs(next)) return next;
    w = next;
  }
  return w;
}
