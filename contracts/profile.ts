import type { InputConfig } from './config/config.ts';
import type { AttachedInput } from './ports/warehouse.ts';

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

/** A file in a folder that could not be read as a table, and why. */
export interface Unreadable {
  readonly path: string;
  readonly why: string;
  /** A person named it. */
  readonly matters?: boolean;
}

export interface ProfiledInputs {
  readonly inputs: readonly InputProfile[];
  readonly unreadable: readonly Unreadable[];
  /** Lines of each input that are no rows; those of a sampled input are left out unseen. */
  readonly attached: Readonly<Record<string, AttachedInput>>;
  /**
   * Where an input is sampled, makes the table of every input named here hold all rows of the same customers, so that
   * their histories are whole and fit together. Inputs by name, each with its column of customers.
   */
  keepSomeCustomers(columns: Readonly<Record<string, string>>): Promise<void>;
}
