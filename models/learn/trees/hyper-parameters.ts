import type { BoostingRules } from './boost.ts';

/** How a bag of boosted forests is grown. */
export interface BagRules extends BoostingRules {
  /** Forests whose scores are averaged; each watches customers of its own. */
  readonly bags: number;
}

/** How large trees are and how freely they follow the rows: chosen by held-out customers (choose-size.ts). */
export type TreeSize = 'small' | 'middle' | 'deep' | 'large';

type SizeRules = Pick<BagRules, 'leaves' | 'depth' | 'featureShare' | 'l2' | 'minChildWeight'>;

/**
 * Measured on the panel and the real data (bench/panel), log loss with three forests. Small, middle, large: features that act
 * only together .210, .156, .127; a handful of rules .231, .212, .200; weak signal .1689, .1692, .1693; noise columns .4754,
 * .4740, .4743; few leavers .0639, .0628, .0632; Telco .423, .421, .426; Online Retail .5798, .5797, .5813.
 */
const sizes: Readonly<Record<TreeSize, SizeRules>> = {
  small: { leaves: 8, depth: 3, featureShare: 0.3, l2: 5, minChildWeight: 5 },
  middle: { leaves: 16, depth: 4, featureShare: 0.5, l2: 3, minChildWeight: 3 },
  deep: { leaves: 31, depth: 6, featureShare: 0.3, l2: 5, minChildWeight: 5 },
  large: { leaves: 16, depth: 6, featureShare: 1, l2: 3, minChildWeight: 2 },
};

/** Most bins of a number. */
export const mostBins = 64;
const common = { minGain: 1e-6, rounds: 400, patience: 20 };
/** A tree sees so many rows, or a fifth of all where these are more: others see the rest. */
const mostDrawn = 40_000;
const shareDrawn = (rowCount: number) => Math.min(0.7, Math.max(0.2, mostDrawn / rowCount));

/** Sizes that so many rows may choose among, from the most modest on. */
export const sizesFor = (rowCount: number): readonly TreeSize[] =>
  rowCount < 100_000 ? ['small', 'middle', 'large'] : ['deep', 'large'];

/**
 * How many forests, at which rate, where no digit is to be lost. From 4,300 to 10,000 rows three at .075 are as good as five at .05,
 * for two fifths of the time (docs/results.md).
 */
function slowly(rowCount: number): Pick<BagRules, 'bags' | 'learningRate'> {
  if (rowCount < 4_300) return { bags: 5, learningRate: 0.05 };
  return { bags: 3, learningRate: rowCount < 10_000 ? 0.075 : 0.05 };
}

/** @param slow where no digit is to be lost: a lower rate and more forests in the bag */
export function treeRulesFor(rowCount: number, size: TreeSize, slow: boolean): BagRules {
  const shared = { ...common, ...sizes[size], rowShare: shareDrawn(rowCount) };
  if (rowCount < 30_000) return { ...shared, ...(slow ? slowly(rowCount) : { bags: 2, learningRate: 0.1 }) };
  return { ...shared, bags: rowCount < 100_000 && slow ? 3 : 1, learningRate: 0.1 };
}
