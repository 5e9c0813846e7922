import type { Records } from './records.ts';

/**
 * What a metric counts of the rows of its records. Every text is portable SQL over their columns; `of` says which rows
 * count, all where left out. Values that are summed are decimals.
 */
export type Statistic =
  | { readonly kind: 'share'; readonly of?: string; readonly hit: string }
  | { readonly kind: 'net'; readonly of?: string; readonly up: string; readonly down: string }
  | {
      readonly kind: 'mean';
      readonly of?: string;
      readonly value: string;
      readonly bounds?: readonly [least: number, most: number];
    }
  | { readonly kind: 'ratio'; readonly of?: string; readonly above: string; readonly below: string }
  | { readonly kind: 'count'; readonly of?: string }
  /** How far the mean of a group lies below that of the others, for all of the group together. */
  | { readonly kind: 'gap'; readonly group: string; readonly others: string; readonly value: string }
  /** Time until an end, open ones counted as not yet: the median, or the mean of at most so many seconds. */
  | {
      readonly kind: 'time';
      readonly of?: string;
      readonly seconds: string;
      readonly ended: string;
      readonly meanWithin?: number;
    };

/** `share` is from 0 to 1 and written as per cent; `points` are hundredths of a net score. */
export type MetricUnit = 'share' | 'points' | 'score' | 'hours' | 'money' | 'count';

/** One definition of a figure: all that is counted, shown and documented of it follows. */
export interface Metric {
  readonly name: string;
  readonly title: string;
  readonly unit: MetricUnit;
  /** Which way is good. */
  readonly better: 'higher' | 'lower' | 'neither';
  /** As a person would compute it. */
  readonly formula: string;
  /** How answers on other scales, in other directions or of other kinds are kept apart. */
  readonly scale?: string;
  /** Where it was published. */
  readonly published: string;
  /** `source.column` entries that must be mapped. */
  readonly needs: readonly string[];
  readonly records: Records;
  readonly statistic: Statistic;
  /** Days after which a row is counted for good: periods that end later are not shown. Of stocks: after their first day. */
  readonly settledAfter?: number | 'churn horizon';
}
