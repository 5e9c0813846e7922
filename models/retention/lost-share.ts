import type { ScoredRows } from './scored-rows.ts';

/**
 * λ: what churned training rows brought all the same (win-backs within the value horizon), as a share of what the
 * model expects of them if they buy; in [0, 1]. One number for all: an approximation, as few lost customers return.
 * 0 where no churned row has a known value.
 */
export function lostShare({ churned, value, scores }: ScoredRows): number {
  let [realised, expected] = [0, 0];
  for (let i = 0; i < value.length; i++) {
    if (churned[i] !== 1) continue;
    realised += value[i];
    expected += scores.valueIfBought[i];
  }
  return expected > 0 ? Math.min(1, Math.max(0, realised / expected)) : 0;
}
