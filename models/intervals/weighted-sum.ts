import type { Interval } from './interval.ts';

/** A figure with the weight that it enters a sum with. */
export interface WeightedFigure extends Interval {
  /** 0 or more. */
  readonly weight: number;
}

/**
 * Σ weight × figure of figures that may be of the same people, with limits from each figure's own limits (MOVER: Zou and
 * Donner 2008, section 2; with correlations Zou 2009): the reaches of all are put together as if each were a deviation, with
 * the correlations of the figures.
 * @param correlation of figures i and j; 1 wherever it is not known, which makes the limits the widest there can be
 */
export function weightedSum(
  figures: readonly WeightedFigure[],
  correlation: (i: number, j: number) => number,
): Interval {
  const value = figures.reduce((sum, figure) => sum + figure.weight * figure.value, 0);
  return {
    value,
    low:
      value -
      together(
        figures.map((one) => one.weight * (one.value - one.low)),
        correlation,
      ),
    high:
      value +
      together(
        figures.map((one) => one.weight * (one.high - one.value)),
        correlation,
      ),
  };
}

function together(reaches: readonly number[], correlation: (i: number, j: number) => number): number {
  let square = 0;
  reaches.forEach((reach, i) => {
    square += reach * reach;
    for (let j = 0; j < i; j++) square += 2 * correlation(i, j) * reach * reaches[j];
  });
  return Math.sqrt(Math.max(0, square));
}
