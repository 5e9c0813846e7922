import { DataRefusedError } from '../../../contracts/errors.ts';
import { write } from '../../../pipeline/reports/format.ts';

/** Cells of customers × what was known before that are held in memory at once. */
export const mostCells = 12_000_000;

/**
 * @param columns numbers that each customer counts with: of words, one for each value but the most frequent
 * @throws DataRefusedError where the customers and what was known of them would take more memory than was measured
 */
export function refuseLarge(rows: number, columns: number): void {
  const most = Math.floor(mostCells / Math.max(1, columns));
  if (rows <= most) return;
  throw new DataRefusedError(
    `--observational: ${write.count(rows)} rows with ${write.count(columns)} columns from before are too many to compare at once; with so many columns ${write.count(most)} rows are the most. Keep a random part of the rows, or fewer columns of --before: beyond so many customers the interval hardly gets narrower`,
  );
}
