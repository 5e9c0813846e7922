/**
 * How rows are parted. With folds, each row of known outcome is judged once, by a model that other folds taught;
 * otherwise `test` rows judge a model that `train` rows taught and `validation` rows calibrated.
 */
export interface Parts {
  readonly kind: 'folds' | 'parts';
  /** Fold of each row, or 0 train, 1 validation, 2 test; -1 for rows that are scored only. */
  readonly part: Int8Array;
  /** In words. */
  readonly sentence: string;
}

export const partNames = ['train', 'validation', 'test'] as const;

/** A day number as a person writes it. */
export const dayText = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10);
