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
  /** It is named like an outcome, and stronger than every column that is not. */
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
    `where ${detail}, ${percent(figure)} of ${rows} later rows left (at least ${beyond(bound, limit, percent, 1)}), in a leap from those beside them`,
  drifts: ({ figure, bound, limit, detail }) =>
    `what it tells depends on when one looks: AUC ${decimal(figure)} ${detail}, a gap of at least ${beyond(bound, limit)}, as of a column written after the dates it is read for`,
  named: ({ figure, bound, limit, rows, detail }) =>
    `${detail}, and alone it tells more than any other column: AUC ${decimal(figure)} on ${rows} later rows, at least ${beyond(bound, limit)}`,
};

/** What is wrong with a column, in one sentence that names it and its figures. What to do about it is the caller's. */
export const leakSentence = (leak: Leak): string => `${leak.column}: ${says[leak.sign](leak)}.`;

const aucOf = ({ figure, bound, limit, rows }: Leak) =>
  `AUC ${decimal(figure)} on ${rows} later rows, at least ${beyond(bound, limit)}`;

/** A share to three digits, as in .953. */
export const decimal = (share: number, digits = 3): string => share.toFixed(digits).replace(/^0/, '');
const percent = (share: number, digits = 1) => `${(100 * share).toFixed(digits)}%`;

/** A bound and the limit that it lies above, with as many digits as it takes to tell them apart. */
function beyond(bound: number, limit: number, write = decimal, digits = 3): string {
  const [lies, above] = [write(bound, digits), write(limit, digits)];
  return lies === above && digits < mostDigits
    ? beyond(bound, limit, write, digits + 1)
    : `${lies}, above ${above}`;
}
const mostDigits = 9;
