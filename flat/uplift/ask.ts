/** What a person wants to know of a finished experiment: whom to contact next time. Columns by their names in the table. */
export interface UpliftAsk {
  /** Who was drawn into which arm. */
  readonly arm: string;
  /** The arm that the others are compared with; guessed from its words where left out. */
  readonly control?: string;
  /** Who stayed, or an amount of which more is better. */
  readonly outcome: string;
  /** The value of the outcome that is good, where that is not plain. */
  readonly positive?: string;
  /** What was known before anybody was contacted; all columns without another role, less `after`, where left out. */
  readonly before: readonly string[];
  /** What became known afterwards: every other column was known before. */
  readonly after: readonly string[];
  /** A column with the probability of leaving as scored before the launch. */
  readonly risk?: string;
  /** What one customer kept is worth: a column or an amount. */
  readonly value?: string;
  /** What contacting a customer costs: a column or an amount for all arms, or `arm=…` for each, parted by commas. */
  readonly cost?: string;
  /** Planned shares by arm; without, the chances are the shares found. */
  readonly shares?: Readonly<Record<string, number>>;
  /** Whose row it is; a customer has one. */
  readonly id?: string;
  /** ISO code of the amounts; without, they are written bare. */
  readonly currency?: string;
  readonly seed: number;
}
