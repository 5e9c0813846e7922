/** `otherwise` of a currency column: rows without one are in the config's business.currency. */
export const reportingCurrency = 'the reporting currency';

/** What a contract says of one column. Declared once; types, SQL checks, docs, Glue columns and simulator follow. */

/**
 * `id` and `text` are free text, `category` is text with few values, `flag` is true or false, `integer` and
 * `number` are plain numbers, `money` is decimal(22,4), `time` is a timestamp in UTC.
 */
export type ColumnType = 'id' | 'text' | 'category' | 'flag' | 'integer' | 'number' | 'money' | 'time';

export interface Column {
  readonly type: ColumnType;
  readonly means: string;
  readonly required?: boolean;
  /** Unit of a number: days, seconds, currency of the row… */
  readonly unit?: string;
  /** The only values allowed (lower case). */
  readonly allowed?: readonly string[];
  /** Value taken where the user maps nothing, as a SQL literal or the name of another column of this contract. */
  readonly otherwise?: string;
  /** The text reaches a spreadsheet: formula-like text is refused. */
  readonly inLists?: boolean;
}

/** A rule over one row. `broken` is portable SQL over the contract's columns that is true for a bad row. */
export interface RowRule {
  readonly code: string;
  readonly means: string;
  readonly broken: string;
  /** Columns that the rule reads; where one is neither mapped nor defaulted the rule does not apply. */
  readonly reads: readonly string[];
}

export interface SourceContract {
  readonly name: SourceName;
  readonly means: string;
  readonly columns: Readonly<Record<string, Column>>;
  /** Columns that identify a row. Where they are not all mapped, rows equal in every column of the input are duplicates. */
  readonly key: readonly string[];
  /** The time at which the row's fact happened. */
  readonly happenedAt?: string;
  /** A customer that a row names must exist in `customers`. */
  readonly ofCustomer: boolean;
  readonly rules: readonly RowRule[];
}

export const sourceNames = [
  'customers',
  'orders',
  'events',
  'tickets',
  'surveys',
  'reviews',
  'touches',
  'subscriptions',
  'identities',
] as const;

export type SourceName = (typeof sourceNames)[number];
