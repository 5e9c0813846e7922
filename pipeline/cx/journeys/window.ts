import { addDays, sqlInstant, startOfDay } from '../../../contracts/business-day.ts';
import type { Config } from '../../../contracts/config/config.ts';
import { literal } from '../../sql/sql-text.ts';

/** Attempts are known for good so many days after they began. */
const settledAfter = 7;
const days = 365;

/** Days on which attempts begin that are looked at: a year that is settled. */
export function attemptDays(
  asOf: string,
  { churn }: Config,
): { readonly from: string; readonly until: string } {
  const until = addDays(asOf, -(settledAfter + churn.lagDays));
  return { from: addDays(until, -days), until };
}

export const instantOf = (day: string, timeZone: string): string =>
  `timestamp ${literal(sqlInstant(startOfDay(day, timeZone)))}`;
