import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import { literal } from '../sql/sql-text.ts';
import type { Basket, ScoredSums } from './clv-moves.ts';
import { numberRows } from './number-rows.ts';
import basketsText from './past-baskets.sql';
import scoredText from './scored-sums.sql';

/** Sums over the table `scores`. */
export const scoredSums = async (warehouse: Warehouse): Promise<ScoredSums> =>
  (await numberRows<ScoredSums>(warehouse, scoredText))[0]!;

/** Sums over the buyers of the past period that `measurePast` looked at last. */
export const pastBaskets = (warehouse: Warehouse, past: string): Promise<Basket[]> =>
  numberRows(warehouse, basketsText.replaceAll('{{past}}', literal(past)));
