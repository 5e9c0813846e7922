import { dayOf } from '../../contracts/business-day.ts';
import type { Config } from '../../contracts/config/config.ts';
import { DataRefusedError } from '../../contracts/errors.ts';
import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import { secondsText } from '../sql/sql-text.ts';

/**
 * First day of the data in the business's time zone: of the first order or event; where there is neither, of the first
 * subscription. (Subscriptions that still run may have begun long before anything else was recorded.)
 * @throws DataRefusedError where there is none of them
 */
export async function historyStart(warehouse: Warehouse, { business }: Config): Promise<string> {
  const first =
    (await earliest(
      warehouse,
      'select ordered_at as first_time from orders union all select happened_at as first_time from events',
    )) ?? (await earliest(warehouse, 'select started_at as first_time from subscriptions'));
  if (first !== null) return dayOf(first, business.timeZone);
  throw new DataRefusedError(
    'There is no order, event or subscription to learn from: all rows were set aside or none was mapped',
  );
}

async function earliest(warehouse: Warehouse, times: string): Promise<Date | null> {
  const [row] = await warehouse.rows(
    `select ${secondsText('min(first_time)')} as first_at from (${times}) t`,
  );
  return typeof row?.first_at === 'string' ? instantOf(row.first_at) : null;
}

/** Reads `YYYY-MM-DD HH:MM:SS`, which is in UTC. */
const instantOf = (text: string): Date => new Date(`${text.replace(' ', 'T')}Z`);
