import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import {
  expectedSpends,
  fitBgNbd,
  fitGammaGamma,
  futurePurchases,
  type Purchases,
  repeatSpending,
  silenceChances,
  summarise,
} from '../../models/buying.ts';
import type { SimpleRule } from '../../models/quality.ts';
import { dayNumber } from '../../pipeline/training/learning-set.ts';

/** Sales of all customers, one entry a line; customers are numbered as in the matrix. */
export type OrderDays = Purchases;

/** Reads the clean orders that were sales, with their margin, or revenue where no margin is known. */
export async function orderDays(warehouse: Warehouse, customerIds: readonly string[]): Promise<OrderDays> {
  const rows = await warehouse.rows(`select customer_id,
      date_diff('day', date '1970-01-01', cast(ordered_at as date)) as day,
      cast(sum(coalesce(margin, amount)) as double) as money
    from orders where kind = 'sale'
    group by customer_id, date_diff('day', date '1970-01-01', cast(ordered_at as date))
    order by customer_id, day`);
  const numbers = new Map<string, number>();
  for (const id of customerIds) if (!numbers.has(id)) numbers.set(id, numbers.size);
  const known = rows.filter(({ customer_id }) => numbers.has(String(customer_id)));
  return {
    customer: Int32Array.from(known, ({ customer_id }) => numbers.get(String(customer_id))!),
    day: Int32Array.from(known, ({ day }) => Number(day)),
    amount: Float64Array.from(known, ({ money }) => Number(money)),
  };
}

/**
 * BG/NBD: chance of no purchase within the horizon. With Gamma-Gamma: expected purchases × expected spend. Fitted on all that
 * was bought before the test date.
 */
export function probabilisticRule(
  orders: OrderDays,
  customer: Int32Array,
  asOf: string,
  horizonDays: number,
): SimpleRule {
  const summary = summarise(orders, { lastDay: dayNumber(asOf) - 1 });
  const buying = fitBgNbd(summary);
  const spending = repeatSpending(summary);
  const spend = expectedSpends(fitGammaGamma(spending), spending);
  const silent = silenceChances(buying, summary, horizonDays);
  const bought = futurePurchases(buying, summary, horizonDays);
  const place = new Map(Array.from(summary.customer, (id, at) => [id, at]));
  const of = (values: (at: number) => number, ifNone: number) =>
    Float64Array.from(customer, (id) => {
      const at = place.get(id);
      return at === undefined ? ifNone : values(at);
    });
  return {
    name: 'BG/NBD, Gamma-Gamma',
    churn: of((at) => silent[at]!, 1),
    value: of((at) => bought[at]! * spend[at]!, 0),
  };
}
