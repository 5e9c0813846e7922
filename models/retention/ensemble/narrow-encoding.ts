import { type Encoding, informative, movedBy } from '../../learn/encoding/encoding.ts';
import { askedShares } from '../../learn/trees/asked-features.ts';
import type { RetentionTrees } from '../retention-trees.ts';

/** Fewer features than this cost too little to be chosen among. */
const fewest = 32;

/** Whether trees are to say which features are worth their cost. */
export const hasMany = (encoding: Encoding): boolean => informative(encoding).length > fewest;

/**
 * The encoding without the features that boosted trees hardly ask about: network and logistic floor cost by the feature, and
 * learn nothing from these but noise.
 * @param share of what the trees ask that the features kept must make up
 */
export function narrowEncoding(
  encoding: Encoding,
  { binning, churn, any, amount }: RetentionTrees,
  share: number,
): Encoding {
  const count = binning.features.length;
  const shares = [churn, any, amount].map((forest) => askedShares(forest, count));
  const worth = new Map(
    binning.features.map(({ name }, f) => [name, shares.reduce((sum, own) => sum + own[f], 0)]),
  );
  const kept = mostAsked(encoding, worth, share);
  return kept.size === 0 ? encoding : withFeatures(encoding, kept);
}

/** From the most asked down, until they make up enough; none where the trees ask nothing. */
function mostAsked(encoding: Encoding, worth: ReadonlyMap<string, number>, share: number): Set<string> {
  const total = [...worth.values()].reduce((sum, own) => sum + own, 0);
  const ranked = encoding.features
    .filter((feature) => feature.rowCount > 0)
    .map(({ name }) => ({ name, own: worth.get(name) ?? 0 }))
    .sort((a, b) => b.own - a.own);
  const kept = new Set<string>();
  let sum = 0;
  for (const { name, own } of ranked) {
    if (total === 0 || (kept.size >= fewest && sum >= share * total)) break;
    kept.add(name);
    sum += own;
  }
  return kept;
}

/** Features that are not kept have no rows in the table, as if they had never varied; what is usual of them stays known. */
function withFeatures({ features }: Encoding, kept: ReadonlySet<string>): Encoding {
  let tableRows = 0;
  const narrowed = features.map((feature) => {
    const own = movedBy(feature, tableRows - feature.firstRow);
    const rowCount = kept.has(feature.name) ? feature.rowCount : 0;
    tableRows += rowCount;
    return { ...own, rowCount };
  });
  return { features: narrowed, tableRows };
}
