import { distinctSorted } from '../distinct-sorted.ts';

/**
 * Cuts that part finite values into at most `bins` bins of about equal counts. A value never stands on both sides; one
 * that holds more than a bin's share has a bin to itself. Few distinct values have one each.
 * @param sorted finite values in rising order
 * @returns rising cuts: a value at or above a cut belongs to the bin after it
 */
export function evenCuts(sorted: Float64Array, bins: number): Float64Array {
  const { values, counts } = distinctSorted(sorted);
  const cuts: number[] = [];
  let rows = 0;
  let left = sorted.length;
  for (let i = 0; i < values.length - 1 && cuts.length < bins - 1; i++) {
    rows += counts[i];
    const share = left / (bins - cuts.length);
    const full = values.length <= bins || rows >= share || rows + counts[i + 1] / 2 > share;
    if (!full) continue;
    cuts.push(between(values[i], values[i + 1]));
    left -= rows;
    rows = 0;
  }
  return Float64Array.from(cuts);
}

/** Half-way up, so that values never seen fall to the nearer side; never at the lower one. */
function between(low: number, high: number): number {
  const middle = low / 2 + high / 2;
  return middle > low ? middle : high;
}
