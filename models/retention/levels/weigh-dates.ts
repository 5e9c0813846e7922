import { type LevelRule, shareOfNewest } from './choose-dates.ts';

/**
 * Weights of rows by which the dates that a rule asks for set a level; they sum to the number of rows.
 * @param asOf date of each row
 * @param newest the newest date that tells of a level
 */
export function weighDates(asOf: Int32Array, rule: LevelRule, newest: number): Float64Array {
  const rows = asOf.length;
  const atNewest = asOf.filter((date) => date === newest).length;
  const share = shareOfNewest[rule];
  return Float64Array.from(asOf, (date) => 1 - share + (date === newest ? (share * rows) / atNewest : 0));
}
