import type { InputConfig } from './config.ts';

/** What looking at the user's files tells, before anything is known of what they mean. */

export interface ColumnProfile {
  readonly name: string;
  /** The engine's own type, lower case; `varchar` throughout for text files. */
  readonly type: string;
  /** Rows looked at, and how many of them hold something. */
  readonly rows: number;
  readonly filled: number;
  /** Different values among the rows looked at. */
  readonly distinct: number;
  /** Up to 1,000 different values as text, spread over all; never printed: they may be personal. */
  readonly sample: readonly string[];
  /** The most frequent values, most frequent first. */
  readonly common: readonly ValueCount[];
}

export interface ValueCount {
  readonly value: string;
  readonly rows: number;
}

export interface InputProfile {
  /** Name of the input in the config, and of its table in the warehouse. */
  readonly name: string;
  /** Absolute path of the file or folder. */
  readonly path: string;
  readonly bytes: number;
  /** How the config has to say that it is read; `file` is left to the writer. */
  readonly reading: Reading;
  /** What was guessed while reading: encoding, missing header, layout. */
  readonly remarks: readonly string[];
  readonly rows: number;
  /** The rows were estimated, and the table in the warehouse holds a sample of them. */
  readonly sampled: boolean;
  readonly columns: readonly ColumnProfile[];
}

export type Reading = Partial<Omit<InputConfig, 'file' | 'table'>> & Pick<InputConfig, 'format'>;

export interface ProfiledInputs {
  readonly inputs: readonly InputProfile[];
  /** Makes the table of a sampled input hold every row of some customers, so that their histories are whole. */
  keepSomeCustomers(input: string, customerColumn: string): Promise<void>;
}
