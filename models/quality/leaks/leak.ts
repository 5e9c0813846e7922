/** Rows of a column that have something in common. */
export type RowGroup =
  | { readonly kind: 'missing' | 'filled' | 'rare' }
  | { readonly kind: 'range'; readonly low: number; readonly high: number }
  | { readonly kind: 'level'; readonly level: string }
  | { readonly kind: 'levels'; readonly count: number }
  /** Rows in which the column is, or is not, the product of two others. */
  | { readonly kind: 'product'; readonly of: readonly [string, string]; readonly equal: boolean };

/** A column that knows what a customer did afterwards. All figures are of later rows unless said otherwise. */
export type Leak = LeakFigures &
  /**
   * `ranks`: alone it puts leavers before stayers almost without fault. `agrees`: it has two values, and they are the
   * outcome. `missing`: whether it is filled tells the outcome.
   */
  (
    | { readonly sign: 'ranks' | 'agrees' | 'missing' }
    /** Some of its values decide the outcome, with a cliff beside them. */
    | { readonly sign: 'decides'; readonly group: RowGroup }
    /** What it says about older dates is far from what it says about later ones; `elsewhere` is the AUC on the others. */
    | { readonly sign: 'drifts'; readonly strongOn: 'train' | 'later'; readonly elsewhere: number }
    /** It is named like an outcome, and stronger than every column that is not. */
    | { readonly sign: 'named'; readonly why: string }
  );

interface LeakFigures {
  readonly column: string;
  /** AUC of the column alone, at least .5; for `decides` the share of the group that left. */
  readonly figure: number;
  /** The one-sided bound of `figure` that the rule looks at. */
  readonly bound: number;
  /** What the bound may not cross. */
  readonly limit: number;
  /** Rows behind the figure. */
  readonly rows: number;
}
