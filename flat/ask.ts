/** What a person asks of a flat table. */
export interface Ask {
  /** Name of the column that says who left. */
  readonly target: string;
  /** The value of `target` that means leaving; guessed from the words where it is not told. */
  readonly positive?: string;
  /** Column of money that each row brought afterwards. */
  readonly value?: string;
  readonly id?: string;
  /** Column of train, validation and test, or of dates: later rows judge. */
  readonly split?: string;
  /** With a column of dates: rows from this day (`YYYY-MM-DD`) on judge. */
  readonly splitAt?: string;
  /** Columns to leave out, and columns to use against the guess. */
  readonly drop: readonly string[];
  readonly keep: readonly string[];
  /** Most rows that train the model. */
  readonly mostRows: number;
  /** Most rows that get reasons, those likeliest to leave first. */
  readonly reasons: number;
  readonly seed: number;
}
