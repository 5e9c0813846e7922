/** A tool that lists are handed to as CSV files, with the rules that its own documentation sets for them. */
export interface Destination {
  /** What it is, for the docs. */
  readonly means: string;
  /** Where its rules are published. */
  readonly rules: string;
  /** Its header: column of the list, in the order of the file; what the config may replace. */
  readonly columns: Readonly<Record<string, string>>;
  /** Headers by which it knows people: a row has a value under one of them, or is left out. A value stands once in a file. */
  readonly identifiers: readonly string[];
  /** Columns of the list that identify under any header, where the tool lets its users name the field. */
  readonly identifiedBy?: readonly string[];
  /** The first column must be an identifier. */
  readonly identifierFirst?: true;
  /** What a header looks like, and how to say so. */
  readonly header?: { readonly pattern: RegExp; readonly says: string };
  readonly lineEnd: '\n' | '\r\n';
  /**
   * What stands for a value of Holdfast's that is not there; an empty cell where the tool then keeps the value that it has.
   * What the business itself knows of customers, such as their addresses, is never cleared.
   */
  readonly empty: string;
  readonly maxBytes: number;
  readonly maxRows?: number;
  readonly maxColumns?: number;
}

export const megabyte = 1_000_000;
