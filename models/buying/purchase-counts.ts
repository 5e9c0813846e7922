import { integrateOnLogScale } from '../numerics/gauss-legendre.ts';
import { logGamma } from '../numerics/log-gamma.ts';
import type { Living } from './standing.ts';

/** P(a living customer makes n purchases within a time t) for n = 0 … most. */
export function countChances(living: Living, t: number, most: number): Float64Array {
  return living.dropout === 'at any time'
    ? chancesBeforeDeath(living, t, most)
    : chancesBeforeDropout(living, t, most);
}

/** P(no purchase within a time t). */
export const noPurchaseChance = (living: Living, t: number): number => countChances(living, t, 0)[0];

/** P(K = n), K negative binomial: purchases within t at a rate of Gamma(shape, rate). */
function negativeBinomial({ shape, rate }: Living, t: number, n: number): number {
  if (t <= 0) return n === 0 ? 1 : 0;
  const log = logGamma(shape + n) - logGamma(shape) - logGamma(n + 1) - n * Math.log1p(rate / t);
  return Math.exp(log - shape * Math.log1p(t / rate));
}

/** n purchases and stayed n times, or left after the n-th of n or more. */
function chancesBeforeDropout(
  living: Living & { dropout: 'at purchases' },
  t: number,
  most: number,
): Float64Array {
  const { a, b } = living;
  let [stayed, left, fewer] = [1, 0, 0];
  return Float64Array.from({ length: most + 1 }, (_, n) => {
    const exactly = negativeBinomial(living, t, n);
    const chance = stayed * exactly + left * Math.max(0, 1 - fewer);
    fewer += exactly;
    left = (stayed * a) / (a + b + n);
    stayed *= (b + n) / (a + b + n);
    return chance;
  });
}

/** n purchases by t if alive then, or by the time of leaving. */
function chancesBeforeDeath(
  living: Living & { dropout: 'at any time' },
  t: number,
  most: number,
): Float64Array {
  const { s, beta, rate } = living;
  const logAlive = (u: number) => -s * Math.log1p(u / beta);
  const scale = Math.min(rate / Math.max(1, living.shape), beta / Math.max(1, s));
  return Float64Array.from({ length: most + 1 }, (_, n) => {
    const leaving = (u: number) => (negativeBinomial(living, u, n) * s * Math.exp(logAlive(u))) / (beta + u);
    return negativeBinomial(living, t, n) * Math.exp(logAlive(t)) + integrateOnLogScale(leaving, t, scale);
  });
}
