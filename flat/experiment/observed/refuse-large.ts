import { DataRefusedError } from '../../../contracts/errors.ts';
import { write } from '../../../pipeline/reports/format.ts';

/** Customers × columns known before that are compared at most: each is held in several copies, bent and centred. */
export const mostCells = 12_000_000;

/**
 * @param columns numbers that each customer counts with: of words, one for each value but the most frequent
 * @throws DataRefusedError where customers and what was known of them are more than memory is planned for
 */
export function refuseLarge(rows: number, columns: number): void {
  const most = Math.floor(mostCells / Math.max(1, columns));
  if (rows <= most) return;
  throw new DataRefusedError(
    `--observational: ${write.count(rows)} rows with ${write.count(columns)} columns from before are too many to compare at once; with so many columns ${write.count(most)} rows are the most. Keep a random part of the rows, or fewer columns of --before: beyond so many customers the interval hardly gets narrower`,
  );
}
