import type { Past } from '../../contracts/artefacts/proof.ts';
import { addDays } from '../../contracts/business-day.ts';
import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import { identifier, literal } from '../sql/sql-text.ts';
import type { Basket, ScoredSums } from './clv-moves.ts';
import { filled } from './filled.ts';
import { numberRows } from './number-rows.ts';
import basketsText from './past-baskets.sql';
import { instantOf } from './past-dates.ts';
import scoredText from './scored-sums.sql';

/** Sums over the table `scores`. */
export const scoredSums = async (warehouse: Warehouse): Promise<ScoredSums> =>
  (await numberRows<ScoredSums>(warehouse, scoredText))[0]!;

/** Sums over the buyers of a past period, of the table that holds its customers. */
export function pastBaskets(
  warehouse: Warehouse,
  table: string,
  { from, horizonDays }: Pick<Past, 'from' | 'horizonDays'>,
  timeZone: string,
): Promise<Basket[]> {
  const at = (day: string) => `timestamp ${literal(instantOf(day, timeZone))}`;
  return numberRows(
    warehouse,
    filled(basketsText, {
      table: identifier(table),
      horizon: String(horizonDays),
      from: at(from),
      until: at(addDays(from, horizonDays)),
    }),
  );
}
