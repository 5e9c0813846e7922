import type { Records } from '../records.ts';

/** Something that customers lived and that may move money: one definition of how much of it each row held. */
export interface Driver {
  readonly name: string;
  readonly title: string;
  /** What customers say, or what was done to them. */
  readonly kind: 'subjective' | 'operational';
  /** What one more of it is: `point`, `late order`, `twice as long`. */
  readonly unit: string;
  readonly better: 'higher' | 'lower';
  /** `source.column` entries that must be mapped. */
  readonly needs: readonly string[];
  readonly records: Records;
  /** Which rows count; portable SQL over the records' columns. */
  readonly of: string;
  /** How much; a time in seconds where a unit is a doubling. */
  readonly dose: string;
  readonly isTime?: true;
  /** Seconds after the row's moment at which it had been lived; 0 where left out. */
  readonly livedAfter?: string;
  /** Days after its moment until the dose of every row is known: the outcome is counted from then on. */
  readonly settleDays: number;
  /** Columns of the records that say what it was about, two at most: customers are compared within them. */
  readonly about: readonly string[];
}
