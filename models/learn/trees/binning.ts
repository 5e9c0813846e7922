/**
 * How a feature table becomes bins, one byte a value. Learned from training rows only and part of the saved model.
 *
 * A number's bin is how many of its cuts are at or below it; a category's levels have a bin each and rare or new ones
 * share one. Not known is a bin of its own, whose side each split learns.
 */
export interface Binning {
  readonly features: readonly BinnedFeature[];
}

export type BinnedFeature = BinnedNumber | BinnedCategory;

export interface BinnedNumber {
  readonly kind: 'number';
  readonly name: string;
  /** Rising; none for a number that never varied. */
  readonly cuts: Float64Array;
}

export interface BinnedCategory {
  readonly kind: 'category';
  readonly name: string;
  /** The level of each bin, most frequent first. */
  readonly levels: readonly string[];
  /** Bin shared by rare and new levels: the one after the levels', or not known where training had no rare level. */
  readonly otherBin: number;
}

/** Bin of a value that is not known. */
export const missingBin = 255;

/** Bins of known values: 0 … count − 1. */
export const binCount = (feature: BinnedFeature): number =>
  feature.kind === 'number'
    ? feature.cuts.length + 1
    : feature.levels.length + (feature.otherBin === missingBin ? 0 : 1);
