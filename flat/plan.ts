/** A column that the model learns from. */
export interface PlannedFeature {
  readonly name: string;
  /** Its column in the typed table: the names of the user's columns may be anything. */
  readonly key: string;
  readonly kind: 'number' | 'date' | 'category';
  /** Reads it from the raw table: a double (dates: days since 1970), or text. */
  readonly sql: string;
  /** Different values among the rows looked at. */
  readonly distinct: number;
  /** How it is read, and any doubt about that. */
  readonly said: string;
}

/** A column that the model does not learn from, and why. */
export interface LeftOut {
  readonly name: string;
  readonly why: string;
}

/** The column that says who left. */
export interface PlannedTarget {
  readonly name: string;
  /** The value that means leaving, as written, and those that mean staying. */
  readonly positive: string;
  readonly negative: readonly string[];
  readonly said: string;
  /** 1, 0 or NULL. */
  readonly sql: string;
  readonly left: number;
  readonly stayed: number;
  /** Rows whose outcome is not known: scored only. */
  readonly unknown: number;
  /** Condition of the rows that are of customers: neither blank nor one that describes the columns. */
  readonly rowsThatCount?: string;
}

/** How rows are parted into those that teach and those that judge. */
export type PlannedSplit =
  | { readonly kind: 'random' }
  | { readonly kind: 'named'; readonly name: string; readonly sql: string }
  | { readonly kind: 'dates'; readonly name: string; readonly sql: string; readonly from: number | null };

/** All that was guessed of a table, and what a person told. */
export interface TablePlan {
  readonly target: PlannedTarget;
  readonly value: { readonly name: string; readonly sql: string; readonly said: string } | null;
  /** Null where no column says whose row it is: then the rows are numbered. */
  readonly id: { readonly name: string; readonly sql: string; readonly said: string } | null;
  readonly split: PlannedSplit;
  readonly features: readonly PlannedFeature[];
  readonly leftOut: readonly LeftOut[];
  /** Day from which days are counted back, in days since 1970; null: each row's own date of the split, or no dates. */
  readonly today: number | null;
}
