import type { Outcomes } from '../types.ts';

/** As many rows say enough about one number. */
const mostRows = 20_000;

/** Churned rows of known value, evenly thinned where they are many. */
export function lostRows({ churned, value }: Outcomes): Int32Array {
  const lost = Int32Array.from(churned.keys()).filter((i) => churned[i] === 1 && !Number.isNaN(value[i]));
  const step = Math.ceil(lost.length / mostRows);
  return step > 1 ? lost.filter((_, at) => at % step === 0) : lost;
}

/**
 * λ: what churned training rows brought all the same (win-backs within the value horizon), as a share of what the
 * model expects of them if they buy; in [0, 1]. One number for all: an approximation, as few lost customers return.
 * 0 where no churned row has a known value.
 * @param value of the lost rows; @param valueIfBought what is expected of them
 */
export function lostShare(value: Float64Array, valueIfBought: Float64Array): number {
  const realised = value.reduce((sum, v) => sum + v, 0);
  const expected = valueIfBought.reduce((sum, v) => sum + v, 0);
  return expected > 0 ? Math.min(1, Math.max(0, realised / expected)) : 0;
}
