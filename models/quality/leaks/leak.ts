/** How a column gave itself away. */
export type LeakSign =
  /** Alone it puts leavers before stayers almost without fault. */
  | 'ranks'
  /** It has two values, and they are the outcome. */
  | 'agrees'
  /** Whether it is filled tells the outcome. */
  | 'missing'
  /** Some of its values decide the outcome, with a cliff beside them. */
  | 'decides'
  /** What it says about older dates is far from what it says about later ones. */
  | 'drifts'
  /** It is named like an outcome, and the figures do not clear it. */
  | 'named';

/** A column that knows what a customer did afterwards. All figures are of later rows unless said otherwise. */
export interface Leak {
  readonly column: string;
  readonly sign: LeakSign;
  /** AUC of the column alone, at least .5; for `decides` the share of the group that left. */
  readonly figure: number;
  /** The one-sided bound of `figure` that the rule looks at. */
  readonly bound: number;
  /** What the bound may not cross. */
  readonly limit: number;
  /** Rows behind the figure. */
  readonly rows: number;
  /** Which rows, or what else the figure is held against, in words. */
  readonly detail: string;
}

const says: Readonly<Record<LeakSign, (leak: Leak) => string>> = {
  ranks: (leak) => `alone it tells who left: ${aucOf(leak)}`,
  agrees: (leak) => `its two values are the outcome: ${aucOf(leak)}`,
  missing: (leak) => `whether it is filled tells who left: ${aucOf(leak)}`,
  decides: ({ figure, bound, limit, rows, detail }) =>
    `where ${detail}, ${percent(figure)} of ${rows} later rows left (at least ${percent(bound)}, above ${percent(limit)}), in a leap from those beside them`,
  drifts: ({ figure, bound, limit, detail }) =>
    `what it tells depends on when one looks: AUC ${decimal(figure)} ${detail}, a gap of at least ${decimal(bound)}, above ${decimal(limit)}, as of a column written after the dates it is read for`,
  named: ({ figure, bound, limit, rows, detail }) =>
    `${detail}, and ${rows} later rows do not clear it: AUC ${decimal(figure)}, perhaps ${decimal(bound)}, above ${decimal(limit)}`,
};

/** What is wrong with a column, in one sentence that names it and its figures. What to do about it is the caller's. */
export const leakSentence = (leak: Leak): string => `${leak.column}: ${says[leak.sign](leak)}.`;

const aucOf = ({ figure, bound, limit, rows }: Leak) =>
  `AUC ${decimal(figure)} on ${rows} later rows, at least ${decimal(bound)}, above ${decimal(limit)}`;
/** A share to three digits, as in .953. */
export const decimal = (share: number): string => share.toFixed(3).replace(/^0/, '');
const percent = (share: number) => `${(100 * share).toFixed(1)}%`;
