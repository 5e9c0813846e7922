import { type LevelRule, shareOfNewest } from './choose-dates.ts';

/**
 * Weights of rows by which the dates that a rule asks for set a level; they sum to the number of rows.
 * @param asOf date of each row
 */
export function weighDates(asOf: Int32Array, rule: LevelRule): Float64Array {
  const newest = asOf.reduce((most, date) => Math.max(most, date), Number.NEGATIVE_INFINITY);
  const rows = asOf.length;
  const atNewest = asOf.filter((date) => date === newest).length;
  const share = shareOfNewest[rule];
  return Float64Array.from(asOf, (date) => 1 - share + (date === newest ? (share * rows) / atNewest : 0));
}
