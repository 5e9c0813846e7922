import type { Config } from '../../contracts/config/config.ts';
import type { SourceName } from '../../contracts/sources/column.ts';

/** Rows that metrics count: who, when, and what can be said of them. */
export interface Records {
  readonly name: string;
  /**
   * Portable SELECT over facts: `customer_id`, `moment` (or `day`), columns to split by, and what metrics count. Slots in
   * braces are filled from the config.
   */
  readonly sql: string | ((config: Config) => string);
  /** The source whose own dimensions the rows carry; none where they are of customers alone. */
  readonly source?: SourceName;
  /** Columns that metrics are split by, beside what is known of the customer, each with the column that must be mapped. */
  readonly splitBy: Readonly<Record<string, string>>;
  /**
   * `flow`: rows belong to the period in which they happened. `stock`: rows are changes, `+1` and `−1`, and a period shows
   * what stood at its first instant.
   */
  readonly counts: 'flow' | 'stock';
  /** `day` where the rows name their day themselves. */
  readonly placedBy?: 'moment' | 'day';
  /** `source.column` entries that the rows cannot do without. */
  readonly needs?: (config: Config) => readonly string[];
}
