import type { Forest } from './forest.ts';

/**
 * How much each feature decides in a forest, summing to 1: a question counts by the share of rows that come by it, taken to
 * be halved at each level. All zeros where no tree asks anything.
 */
export function askedShares(forest: Forest, featureCount: number): Float64Array {
  const shares = new Float64Array(featureCount);
  const walk = (node: number, worth: number): void => {
    const feature = forest.feature[node];
    if (feature < 0) return;
    shares[feature] += worth;
    walk(forest.left[node], worth / 2);
    walk(forest.left[node] + 1, worth / 2);
  };
  for (const root of forest.roots) walk(root, 1);
  const total = shares.reduce((sum, share) => sum + share, 0);
  return total > 0 ? shares.map((share) => share / total) : shares;
}
