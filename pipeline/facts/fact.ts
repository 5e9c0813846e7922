import type { SourceName } from '../../contracts/sources/column.ts';

/** What was known of each row of the spine at its as-of date: the rows of one SQL file. */
export interface Fact {
  /** Relation that a text names after FROM or JOIN, as if it were a table. */
  readonly name: string;
  /** Portable SELECT over `spine`, `as_of_dates`, clean tables and other facts. */
  readonly sql: string;
  /** Clean sources that it reads itself. */
  readonly reads: readonly SourceName[];
  /**
   * `table`: made once per spine, for several texts. `inline`: stands in each text that names it, because one text does,
   * or because a copy per as-of date would be far larger than the source.
   */
  readonly kept: 'table' | 'inline';
  /** Its columns in their order, and what each means. */
  readonly columns: Readonly<Record<string, string>>;
}

/** Columns that many facts share. */
export const ofSpine = { spine_id: 'row of the spine: a customer at an as-of date' } as const;
