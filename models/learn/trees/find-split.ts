import type { BinnedRows } from './bin-rows.ts';
import { missingBin } from './binning.ts';
import { wordsPerNode } from './forest.ts';
import { type Histogram, histogramStride } from './histogram.ts';

/** What keeps splits and leaves modest. */
export interface SplitRules {
  /** Added to the curvature of every leaf. */
  readonly l2: number;
  /** Least curvature on each side. */
  readonly minChildWeight: number;
  /** A split must lower the loss by half of this at least. */
  readonly minGain: number;
}

/** Where a node parts. The left side's sums follow from the bins that go left. */
export interface Split {
  readonly feature: number;
  readonly gain: number;
  readonly goesLeft: Uint32Array;
  readonly leftGradient: number;
  readonly leftCurvature: number;
}

/** Sums over a node's rows. */
export interface Sums {
  readonly gradient: number;
  readonly curvature: number;
}

/** A split under consideration; plain fields that the search overwrites, as it looks at millions. */
interface Candidate {
  gain: number;
  feature: number;
  /** Numbers: the last bin on the left. Categories: how many of `order` are on the left. */
  place: number;
  order: readonly number[] | null;
  missingLeft: boolean;
  gradient: number;
  curvature: number;
}

/** A node under search: its sums, the rules that its splits keep to, and the best split so far. */
interface Search {
  readonly sums: Sums;
  readonly rules: SplitRules;
  readonly best: Candidate;
}

/** One feature of the node: its sums by bin. */
interface Column {
  readonly feature: number;
  readonly sums: Float64Array;
  readonly binCount: number;
}

/** Weight that draws a level with few rows towards the middle when levels are put in order (as LightGBM does). */
const levelSmoothing = 10;
/** More levels than this could fit any noise: their splits pay extra L2. */
const fewLevels = 4;
/** What rounding leaves of an empty bin after subtraction. */
const nothing = 1e-10;

/** The split of a node that lowers the loss most, or null where none does by enough. */
export function findSplit(
  histogram: Histogram,
  { isCategory, binCounts }: BinnedRows,
  features: Int32Array,
  { sums, rules }: Omit<Search, 'best'>,
): Split | null {
  const best: Candidate = {
    gain: rules.minGain,
    feature: -1,
    place: 0,
    order: null,
    missingLeft: false,
    gradient: 0,
    curvature: 0,
  };
  const search = { sums, rules, best };
  for (const feature of features) {
    const own = histogram.subarray(feature * histogramStride, (feature + 1) * histogramStride);
    const column = { feature, sums: own, binCount: binCounts[feature] };
    if (isCategory[feature]) searchLevels(column, search);
    else searchCuts(column, search);
  }
  return best.feature < 0 ? null : splitOf(best, binCounts[best.feature], sums);
}

const score = (gradient: number, curvature: number, l2: number) => (gradient * gradient) / (curvature + l2);

/** Every cut of a number, with the unknown on the right and, where there are any, on the left. */
function searchCuts(column: Column, search: Search): void {
  const { sums, binCount } = column;
  const unknown = { gradient: sums[2 * missingBin], curvature: sums[2 * missingBin + 1] };
  if (unknown.curvature > nothing) {
    // The last cut parts the known from the unknown.
    scanCuts(column, binCount, nobody, search);
    scanCuts(column, binCount - 1, unknown, search);
  } else scanCuts(column, binCount - 1, nobody, search);
}

const nobody: Sums = { gradient: 0, curvature: 0 };

/** Walks the cuts upwards; `unknown` stands on the left from the start. */
function scanCuts(
  { feature, sums: own }: Column,
  cuts: number,
  unknown: Sums,
  { sums: { gradient, curvature }, rules: { l2, minChildWeight }, best }: Search,
): void {
  const base = score(gradient, curvature, l2);
  let leftGradient = unknown.gradient;
  let leftCurvature = unknown.curvature;
  for (let bin = 0; bin < cuts; bin++) {
    leftGradient += own[2 * bin];
    leftCurvature += own[2 * bin + 1];
    if (leftCurvature < minChildWeight) continue;
    const rightCurvature = curvature - leftCurvature;
    if (rightCurvature < minChildWeight) break;
    const rightGradient = gradient - leftGradient;
    const gain = score(leftGradient, leftCurvature, l2) + score(rightGradient, rightCurvature, l2) - base;
    if (gain <= best.gain) continue;
    best.gain = gain;
    best.feature = feature;
    best.place = bin;
    best.order = null;
    best.missingLeft =
      own[2 * missingBin + 1] > nothing ? unknown !== nobody : leftCurvature > rightCurvature;
    best.gradient = leftGradient;
    best.curvature = leftCurvature;
  }
}

/** Levels in order of their mean gradient: one of the cuts of that order is the best of all partings (Fisher 1958). */
function searchLevels(
  { feature, sums: own, binCount }: Column,
  { sums: { gradient, curvature }, rules, best }: Search,
): void {
  const present: number[] = [];
  for (let bin = 0; bin < binCount; bin++) if (own[2 * bin + 1] > nothing) present.push(bin);
  if (own[2 * missingBin + 1] > nothing) present.push(missingBin);
  if (present.length < 2) return;
  const rank = (bin: number) => own[2 * bin] / (own[2 * bin + 1] + levelSmoothing);
  present.sort((a, b) => rank(a) - rank(b) || a - b);
  const l2 = rules.l2 + (present.length > fewLevels ? levelSmoothing : 0);
  const base = score(gradient, curvature, rules.l2);
  let leftGradient = 0;
  let leftCurvature = 0;
  for (let k = 0; k < present.length - 1; k++) {
    leftGradient += own[2 * present[k]];
    leftCurvature += own[2 * present[k] + 1];
    if (leftCurvature < rules.minChildWeight) continue;
    const rightCurvature = curvature - leftCurvature;
    if (rightCurvature < rules.minChildWeight) break;
    const rightGradient = gradient - leftGradient;
    const gain = score(leftGradient, leftCurvature, l2) + score(rightGradient, rightCurvature, l2) - base;
    if (gain <= best.gain) continue;
    best.gain = gain;
    best.feature = feature;
    best.place = k + 1;
    best.order = present;
    best.missingLeft = leftCurvature > rightCurvature;
    best.gradient = leftGradient;
    best.curvature = leftCurvature;
  }
}

/** Bins without a row in the node, the unknown too, go to the heavier side. */
function splitOf(best: Candidate, binCount: number, sums: Sums): Split {
  const goesLeft = new Uint32Array(wordsPerNode);
  const put = (bin: number, left: boolean) => {
    if (left) goesLeft[bin >> 5] |= 1 << (bin & 31);
    else goesLeft[bin >> 5] &= ~(1 << (bin & 31));
  };
  put(missingBin, best.missingLeft);
  if (best.order) {
    const heavier = best.curvature > sums.curvature - best.curvature;
    for (let bin = 0; bin < binCount; bin++) put(bin, heavier);
    best.order.forEach((bin, k) => {
      put(bin, k < best.place);
    });
  } else for (let bin = 0; bin <= best.place; bin++) put(bin, true);
  return {
    feature: best.feature,
    gain: best.gain,
    goesLeft,
    leftGradient: best.gradient,
    leftCurvature: best.curvature,
  };
}
