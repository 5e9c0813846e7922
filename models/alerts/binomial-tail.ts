import { betaBelow } from '../numerics/beta.ts';
import type { Side } from './level.ts';

interface Hits {
  readonly n: number;
  readonly hits: number;
  /** The share that is taken for true. */
  readonly truth: number;
  readonly side: Side;
}

/** Exact binomial tail: probability of `hits` or more among `n` (side 1), or of `hits` or fewer (side −1), where the true share is `truth`. */
export function binomialTail({ n, hits, truth, side }: Hits): number {
  const [least, share] = side === 1 ? [hits, truth] : [n - hits, 1 - truth];
  if (least <= 0) return 1;
  if (share <= 0) return 0;
  return share >= 1 ? 1 : betaBelow(share, least, n - least + 1);
}
