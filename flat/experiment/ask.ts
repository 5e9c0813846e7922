/** What a person wants to know of an experiment. Columns by their names in the table. */
export interface ExperimentAsk {
  /** Who was drawn into which arm. */
  readonly arm: string;
  /** The arm that the others are compared with; guessed from its words where left out. */
  readonly control?: string;
  /** Money, or who stayed. */
  readonly outcome: string;
  /** The value of the outcome that counts as 1, where it is not a number. */
  readonly positive?: string;
  /** What was known before anybody was contacted: numbers, or words with few values. */
  readonly before: readonly string[];
  /** Not randomised: somebody chose who was contacted. */
  readonly observational?: boolean;
  /** The outcome's figure from before anybody was contacted, for the difference in differences. */
  readonly earlier?: string;
  /** The same figure from as long before that, for the placebo test of the difference in differences. */
  readonly earliest?: string;
  /** A column of costs, or an amount that each customer of a treated arm cost. */
  readonly cost?: string;
  /** Planned shares by arm, such as control=0.1,contact=0.9; without, nothing is held against the draw. */
  readonly shares?: Readonly<Record<string, number>>;
  /** Whose row it is; a customer has one. */
  readonly id?: string;
  /** ISO code of the amounts; without, they are written bare. */
  readonly currency?: string;
  /** Coverage of the intervals, such as 0.95. */
  readonly level: number;
}
