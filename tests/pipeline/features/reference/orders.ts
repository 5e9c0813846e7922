import type { Order } from '../business.ts';
import {
  best,
  daysBetween,
  daysSince,
  different,
  type Moment,
  mean,
  mostFrequent,
  present,
  ratio,
  sum,
  tally,
  type Values,
} from './moment.ts';

/** An order as known at the moment: those of its sale lines that had happened and arrived. */
export interface KnownOrder {
  readonly id: string;
  readonly at: number;
  readonly amount: number;
  readonly margin: number;
  readonly units: number | null;
}

const earned = (line: Order): number => line.margin ?? line.amount;

export const visible = (lines: readonly Order[], { at }: Moment): Order[] =>
  lines.filter((line) => line.ordered_at < at && line.known_at < at);

export function knownOrders(lines: readonly Order[], moment: Moment): KnownOrder[] {
  const sales = visible(lines, moment).filter(({ kind }) => kind === 'sale');
  return different(sales.map(({ order_id }) => order_id)).map((id) => {
    const own = sales.filter(({ order_id }) => order_id === id);
    const quantities = present(own.map(({ quantity }) => quantity));
    return {
      id,
      at: Math.min(...own.map(({ ordered_at }) => ordered_at)),
      amount: sum(own.map(({ amount }) => amount)),
      margin: sum(own.map(earned)),
      units: quantities.length === 0 ? null : sum(quantities),
    };
  });
}

const isLater = (a: KnownOrder, b: KnownOrder) => a.at > b.at || (a.at === b.at && a.id > b.id);

export function orderFeatures(lines: readonly Order[], moment: Moment): Values {
  const orders = knownOrders(lines, moment);
  const within = (days: number) => orders.filter(({ at }) => at >= moment.since(days)).length;
  const last = best(orders, isLater);
  const amounts = orders.map(({ amount }) => amount);
  const meanAmount = mean(amounts);
  const first = Math.min(...orders.map(({ at }) => at));
  const units = present(orders.map((order) => order.units));
  return {
    order_recency_days: daysSince(
      orders.map(({ at }) => at),
      moment,
    ),
    first_order_days: orders.length === 0 ? null : daysBetween(first, moment.at),
    orders_total: orders.length,
    orders_7d: within(7),
    orders_30d: within(30),
    orders_90d: within(90),
    orders_365d: within(365),
    orders_change_90d: 2 * within(90) - within(180),
    orders_30d_to_90d: ratio(within(30) * 3, within(90)),
    orders_90d_to_365d: ratio((within(90) * 365) / 90, within(365)),
    orders_season_ahead: first < moment.since(365) ? within(365) - within(275) : null,
    revenue_365d: sum(orders.filter(({ at }) => at >= moment.since(365)).map(({ amount }) => amount)),
    revenue_per_order: meanAmount,
    margin_per_order: mean(orders.map(({ margin }) => margin)),
    last_order_amount: last?.amount ?? null,
    last_order_to_usual: last === null || meanAmount === 0 ? null : last.amount / meanAmount!,
    units_per_order: units.length === 0 ? null : sum(units) / orders.length,
    ...rhythmFeatures(orders, moment),
    ...marginFeatures(lines, moment),
    ...productFeatures(lines, orders, moment),
    ...channelFeatures(lines, moment),
    ...deliveryFeatures(lines, moment),
  };
}

function rhythmFeatures(orders: readonly KnownOrder[], moment: Moment): Values {
  const inTime = orders.toSorted((a, b) => (isLater(b, a) ? -1 : 1));
  const gaps = inTime.slice(1).map((order, i) => Math.floor((order.at - inTime[i]!.at) / 60));
  const usual = mean(gaps);
  if (usual === null) {
    return {
      order_gap_median_days: null,
      order_gap_spread: null,
      order_gap_trend: null,
      order_overdue_ratio: null,
      order_overdue_days: null,
    };
  }
  const sorted = gaps.toSorted((a, b) => a - b);
  const middle = [sorted[Math.floor((gaps.length - 1) / 2)]!, sorted[Math.floor(gaps.length / 2)]!];
  const spread = Math.sqrt(mean(gaps.map((gap) => (gap - usual) ** 2))!);
  const minutesSince = (moment.at - inTime.at(-1)!.at) / 60;
  return {
    order_gap_median_days: mean(middle)! / 1440,
    order_gap_spread: gaps.length < 2 ? null : usual === 0 ? 0 : spread / usual,
    order_gap_trend: ratio(mean(gaps.slice(-3))!, usual),
    order_overdue_ratio: ratio(minutesSince, usual),
    order_overdue_days: (minutesSince - Math.max(...gaps)) / 1440,
  };
}

function marginFeatures(lines: readonly Order[], moment: Moment): Values {
  const known = visible(lines, moment);
  const total = (days: number, until = 0, of: (line: Order) => number = earned) =>
    sum(
      known.filter((l) => l.ordered_at >= moment.since(days) && l.ordered_at < moment.since(until)).map(of),
    );
  const only = (kind: Order['kind'], of: (line: Order) => number) => (line: Order) =>
    line.kind === kind ? of(line) : 0;
  const sales = total(
    365,
    0,
    only('sale', ({ amount }) => amount),
  );
  const refunded = -total(
    365,
    0,
    only('refund', ({ amount }) => amount),
  );
  const hasSales = known.some((l) => l.kind === 'sale' && l.ordered_at >= moment.since(365));
  const refunds = known.filter(({ kind }) => kind === 'refund');
  const times = different(refunds.map(({ order_id }) => order_id)).map((id) =>
    Math.max(...refunds.filter(({ order_id }) => order_id === id).map(({ ordered_at }) => ordered_at)),
  );
  return {
    margin_30d: total(30),
    margin_90d: total(90),
    margin_365d: total(365),
    margin_change_90d: total(90) - total(180, 90),
    margin_rate_365d: hasSales ? ratio(total(365, 0, only('sale', earned)), sales) : null,
    refunds_90d: times.filter((at) => at >= moment.since(90)).length,
    refunds_365d: times.filter((at) => at >= moment.since(365)).length,
    refunded_365d: refunded,
    refunded_share_365d: hasSales ? ratio(refunded, sales) : null,
    refund_recency_days: daysSince(times, moment),
  };
}

function productFeatures(lines: readonly Order[], orders: readonly KnownOrder[], moment: Moment): Values {
  const sales = visible(lines, moment).filter(({ kind }) => kind === 'sale');
  const recent = sales.filter((line) => line.ordered_at >= moment.since(365));
  const products = different(sales.map(({ product_id }) => product_id));
  const ordersWith = (product: string) =>
    different(sales.filter((line) => line.product_id === product).map(({ order_id }) => order_id)).length;
  const categories = present(sales.map(({ category }) => category));
  const favourite = mostFrequent(categories);
  return {
    products_365d: different(recent.map(({ product_id }) => product_id)).length,
    products_per_order: products.length === 0 ? null : sum(products.map(ordersWith)) / orders.length,
    products_repeated_share: ratio(products.filter((one) => ordersWith(one) >= 2).length, products.length),
    categories_365d: different(recent.map(({ category }) => category)).length,
    favourite_category: favourite,
    favourite_category_share:
      favourite === null ? null : tally(categories).get(favourite)! / categories.length,
  };
}

function channelFeatures(lines: readonly Order[], moment: Moment): Values {
  const sales = visible(lines, moment).filter(({ kind, channel }) => kind === 'sale' && channel !== null);
  const places = different(sales.map(({ order_id, channel }) => `${order_id} ${channel}`)).map((key) => {
    const own = sales.filter(({ order_id, channel }) => `${order_id} ${channel}` === key);
    return { id: own[0]!.order_id, channel: own[0]!.channel!, at: Math.min(...own.map((l) => l.ordered_at)) };
  });
  const counts = tally(places.map(({ channel }) => channel));
  const last = best(
    places,
    (a, b) => a.at > b.at || (a.at === b.at && (a.id > b.id || (a.id === b.id && a.channel < b.channel))),
  );
  return {
    order_channels: counts.size,
    order_channel_main_share: ratio(Math.max(0, ...counts.values()), places.length),
    order_channel_last: last?.channel ?? null,
  };
}

function deliveryFeatures(lines: readonly Order[], moment: Moment): Values {
  const settled = lines.filter(
    (line) =>
      line.kind === 'sale' &&
      line.delivered_late !== null &&
      line.ordered_at < moment.since(14) &&
      line.known_at < moment.since(14),
  );
  const orders = different(settled.map(({ order_id }) => order_id)).map((id) => {
    const own = settled.filter(({ order_id }) => order_id === id);
    return {
      id,
      at: Math.min(...own.map((l) => l.ordered_at)),
      isLate: own.some((l) => l.delivered_late === true),
    };
  });
  const year = orders.filter(({ at }) => at >= moment.since(365));
  const last = best(orders, (a, b) => a.at > b.at || (a.at === b.at && a.id > b.id));
  return {
    late_deliveries_90d: orders.filter(({ at, isLate }) => isLate && at >= moment.since(90)).length,
    late_deliveries_share_365d: ratio(year.filter(({ isLate }) => isLate).length, year.length),
    last_delivery_late: last === null ? null : Number(last.isLate),
  };
}
