import { dayOf } from '../contracts/business-day.ts';
import type { Config } from '../contracts/config.ts';
import { DataRefusedError } from '../contracts/errors.ts';
import type { Warehouse } from '../contracts/ports.ts';

const times = { orders: 'ordered_at', events: 'happened_at', subscriptions: 'started_at' } as const;

/**
 * First day of the data in the business's time zone: of the first source among orders, events and subscriptions
 * (subscriptions first where churn is by contract) that has a row.
 * @throws DataRefusedError where none has
 */
export async function historyStart(warehouse: Warehouse, config: Config): Promise<string> {
  const order =
    config.churn.kind === 'contractual'
      ? (['subscriptions', 'orders', 'events'] as const)
      : (['orders', 'events', 'subscriptions'] as const);
  for (const source of order) {
    const [row] = await warehouse.rows(
      `select cast(min(${times[source]}) as varchar) as first_at from ${source}`,
    );
    const first = row?.first_at;
    if (typeof first === 'string') return dayOf(instantOf(first), config.business.timeZone);
  }
  throw new DataRefusedError(
    'No order, event or subscription is left to learn from: sources.orders has no good row',
  );
}

/** Reads `YYYY-MM-DD HH:MM:SS…`, which is in UTC. */
const instantOf = (text: string): Date => new Date(`${text.slice(0, 19).replace(' ', 'T')}Z`);
