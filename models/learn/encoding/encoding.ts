/**
 * How a feature table becomes table rows and weights for the network.
 *
 * A cell is one row of the network's table and one weight: z = C[row] + weight · T[row], where C is the sum of the
 * feature's earlier rows for the bins of a number (piecewise-linear encoding, Gorishniy et al. 2022) and 0 for all
 * other rows. Everything here was learned from training rows only.
 */
export interface Encoding {
  readonly features: readonly EncodedFeature[];
  /** Rows of the network's table. */
  readonly tableRows: number;
}

export type EncodedFeature = EncodedNumber | EncodedCategory;

interface EncodedAny {
  readonly name: string;
  /** First of the feature's rows. */
  readonly firstRow: number;
  /** The feature's rows; 0 for one that never varied: it says nothing. */
  readonly rowCount: number;
  /** Row of a missing value, or -1 where training rows hardly ever missed it: then missing scores as the reference. */
  readonly missingRow: number;
}

export interface EncodedNumber extends EncodedAny {
  readonly kind: 'number';
  /** Rising; one bin between neighbours. */
  readonly edges: Float64Array;
  /** Median of the known values of the rows that say what is usual; NaN if none is known. */
  readonly usual: number;
  /** What the reference customer has: the median, or NaN where most of those rows miss it. */
  readonly reference: number;
}

export interface EncodedCategory extends EncodedAny {
  readonly kind: 'category';
  /** The levels with a row of their own, by text. */
  readonly levels: readonly string[];
  /** Row shared by rare and new levels, or -1 where training rows had no rare one. */
  readonly otherRow: number;
  /** Most frequent level of the rows that say what is usual; empty if none is known. */
  readonly usual: string;
  /** Row of the reference customer. */
  readonly referenceRow: number;
}

/** Fewer training rows than this teach a level, or the lack of a value, nothing. */
export const fewestRowsPerLevel = 10;

/** Bins of a number: all numeric rows but that of missing values. */
export const binCount = (feature: EncodedNumber) => Math.max(0, feature.edges.length - 1);

/** The features that the network sees: those that varied among the training rows. */
export const informative = (encoding: Encoding) => encoding.features.filter((f) => f.rowCount > 0);

/** The feature with its rows elsewhere in the table. */
export function movedBy(feature: EncodedFeature, by: number): EncodedFeature {
  const row = (at: number) => (at < 0 ? at : at + by);
  const common = { firstRow: feature.firstRow + by, missingRow: row(feature.missingRow) };
  return feature.kind === 'number'
    ? { ...feature, ...common }
    : { ...feature, ...common, otherRow: row(feature.otherRow), referenceRow: row(feature.referenceRow) };
}
