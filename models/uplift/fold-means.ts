import type { HeldOutGains } from './cross-fit.ts';
import { folds } from './folds.ts';
import type { Mean } from './ranked-effect.ts';

/** A figure with its 95% interval. */
export interface Interval extends Mean {
  readonly low: number;
  readonly high: number;
}

/**
 * Folds share most of the rows that teach, so that the plain standard error of a cross-fitted figure is too small: its intervals
 * cover 79–95%, and those stretched by this 94–100%.
 */
export const stretch = 1.4;
const reach = 1.96;

export const intervalOf = ({ value, standardError }: Mean, factor = stretch): Interval => {
  const wide = factor * standardError;
  return { value, standardError: wide, low: value - reach * wide, high: value + reach * wide };
};

/** A figure of each fold, as models are fitted fold by fold and their scores are not to be compared across: the mean over folds and draws. */
export function overFolds(
  draws: readonly HeldOutGains[],
  rows: Int32Array,
  figure: (draw: HeldOutGains, own: Int32Array) => Mean,
): Mean {
  let [value, standardError] = [0, 0];
  for (const draw of draws) {
    let variance = 0;
    for (let k = 0; k < folds; k++) {
      const of = figure(
        draw,
        rows.filter((i) => draw.fold[i] === k),
      );
      value += of.value / folds / draws.length;
      variance += of.standardError ** 2;
    }
    standardError += Math.sqrt(variance) / folds / draws.length;
  }
  return { value, standardError };
}
