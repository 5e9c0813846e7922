import type { Config } from '../config/config.ts';
import type { RawInput } from './warehouse.ts';

/** A file of an input as a listing tells it. */
export interface RawFile {
  /** Path or URI. */
  readonly location: string;
  /** Changes where the file does. */
  readonly tag: string;
  /** When it was put there, in milliseconds since 1970. */
  readonly landedAt: number;
  /** Bytes. */
  readonly size: number;
  /** What files that hold the same have in common, by reading it; null of a CSV file without rows, which tells nothing. */
  readonly digest: () => Promise<string | null>;
  /**
   * How far a file is that is written in place: `cut` ends within a line and was changed a moment ago; `fresh` was changed a
   * moment ago. Left out: whole, as objects of a bucket always are.
   */
  readonly state?: 'cut' | 'fresh';
}

/** How an input is read, and its files in the order of their places. */
export interface ListedInput {
  readonly input: RawInput;
  readonly files: readonly RawFile[];
}

/**
 * Lists the files of some inputs without reading them.
 * @throws ConfigError for an input without a file
 */
export type ListInputs = (config: Config, inputs: readonly string[]) => Promise<readonly ListedInput[]>;
