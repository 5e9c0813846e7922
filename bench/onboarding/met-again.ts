import type { Business, Truth } from './businesses.ts';
import type { Sheet } from './files.ts';
import { kindOf } from './kind-of.ts';
import { type Buy, buys, clock, money, sums } from './met-later.ts';

/** Kinds of faults that a third round of public data sets showed: what decides a sum stands in another table, or beside it. */

const kind = kindOf(buys);

const day = (at: number): string => clock(at).slice(0, 10);
const dayMs = 86_400_000;

/** Lines of two units of one product and one of another, in whole units of money. */
const lines = (of: readonly Buy[]): { product: number; many: number; price: number; i: number }[] =>
  of.flatMap(({ i }) => [
    { i, product: i % 40, many: 1 + (i % 4), price: 500 + 130 * (i % 40) },
    { i, product: 40 + (i % 9), many: 1 + (i % 2), price: 900 + 210 * (i % 9) },
  ]);

const linesSum = (of: readonly Buy[], taken: (buy: Buy) => number = () => 1): Truth => {
  const all = new Map(of.map((buy) => [buy.i, buy]));
  const sum = lines(of).reduce(
    (total, { i, many, price }) => total + 100 * many * price * taken(all.get(i) as Buy),
    0,
  );
  const { sums: counted } = sums(of);
  return counted ? { sums: { ...counted, cents: Math.round(sum) } } : {};
};

/** All tables number their rows from one under the same name, and each was written on one day. */
const numberedFromOne = (of: readonly Buy[]): Sheet[] => [
  {
    name: 'people',
    header: ['id', 'first_name', 'created_at'],
    rows: Array.from({ length: 240 }, (_, i) => [`${i + 1}`, `Person${i}`, '2024-01-20 10:00:00']),
  },
  {
    name: 'bills',
    header: ['id', 'user_id', 'created_at'],
    rows: of.map(({ i, customer, at }) => [`${i + 1}`, `${customer + 1}`, clock(at)]),
  },
  {
    name: 'bill_items',
    header: ['id', 'item_id', 'bill_id', 'quantity', 'unit_price'],
    rows: lines(of).map(({ i, product, many, price }, n) => [
      `${n + 1}`,
      `${product + 1}`,
      `${i + 1}`,
      `${many}`,
      `${price}`,
    ]),
  },
];

const terms = Array.from({ length: 400 }, (_, i) => {
  const start = Date.UTC(2023, 0, 2) + ((i * 13) % 420) * dayMs;
  const over = i % 5 === 2;
  return { i, start, over, end: start + (60 + ((i * 29) % 240)) * dayMs };
});

const contractTruth = (ends: number): Truth => ({ contracts: { customers: terms.length, ends } });
const over = terms.filter((term) => term.over).length;

/** Rates taken off the whole order, on its header alone. */
const rates = [0, 0, 0, 0.1, 0.2];
const rateOf = ({ i }: Buy): number => rates[i % 5] ?? 0;

const stamp = (i: number): string =>
  `2024-06-03 01:18:${String(20 + Math.floor(i / 400)).padStart(2, '0')}.${100 + (i % 400)}`;

export const metAgain: readonly Business[] = [
  kind('payments numbered as the orders are', (of) => ({
    sheets: [
      {
        name: 'app_orders',
        header: ['ID', 'USER_ID', 'ORDER_DATE'],
        rows: of.map(({ i, customer, at }) => [`${i + 1}`, `${customer + 1}`, day(at)]),
      },
      {
        name: 'gateway_payments',
        header: ['ID', 'ORDERID', 'METHOD', 'AMOUNT', 'CREATED'],
        // in two parts, the larger first; the numbers of payments are others than those of their orders
        rows: of.flatMap(({ i, cents, at }) => [
          [`${2 * i + 1}`, `${i + 1}`, 'card', money(cents - 300), day(at)],
          [`${2 * i + 2}`, `${i + 1}`, 'coupon', '3.00', day(at)],
        ]),
      },
    ],
    truth: sums(of),
  })),
  kind('paid in cash or by credit, a tip beside', (of) => ({
    sheets: [
      {
        name: 'rides',
        header: ['ride_id', 'customer_id', 'pickup', 'fare_amount', 'tip_amount', 'payment_method'],
        rows: of.map(({ i, customer, at, cents }) => [
          `${i + 1}`,
          `C${customer}`,
          clock(at),
          money(cents),
          i % 3 ? '0' : money(100 + (i % 70)),
          ['cash', 'credit', 'mobile'][i % 3] ?? '',
        ]),
      },
    ],
    truth: sums(of),
  })),
  kind('authorised, then captured', (of) => ({
    sheets: [
      {
        name: 'card_payments',
        header: ['order_id', 'customer', 'paid_at', 'event_type', 'amount'],
        rows: of.flatMap(({ i, customer, at, cents }) =>
          ['authorization', ...(i % 12 === 5 ? ['void'] : ['capture'])].map((event, n) => [
            `N${i}`,
            `P${customer}`,
            clock(at + n * 120_000),
            event,
            money(cents),
          ]),
        ),
      },
    ],
    truth: sums(of.filter(({ i }) => i % 12 !== 5)),
  })),
  kind('rows that were all written on one day', (of) => ({
    sheets: [
      {
        name: 'app_orders',
        header: ['order_id', 'customer_id', 'day_of_order', 'total', 'created_at'],
        rows: of.map(({ i, customer, at, cents }) => [
          `N${i}`,
          `C${customer}`,
          day(at),
          money(cents),
          stamp(i),
        ]),
      },
    ],
    truth: sums(of),
  })),
  kind('ends in a column called canceled_date, fees with the plan', () => ({
    sheets: [
      {
        name: 'subscriptions',
        header: ['sub_id', 'customer_id', 'plan_type', 'start_date', 'canceled_date'],
        rows: terms.map(({ i, start, over: isOver, end }) => [
          `${i + 1}`,
          `${7000 + i}`,
          ['Basic', 'Pro', 'Team'][i % 3] ?? '',
          day(start),
          isOver ? day(end) : '',
        ]),
      },
    ],
    truth: contractTruth(over),
  })),
  kind(
    'tables that are all numbered from one',
    (of) => ({ sheets: numberedFromOne(of), truth: linesSum(of) }),
    true,
  ),
  kind('payments that failed, in a table of their own', (of) => {
    const failed = ({ i }: Buy) => i % 23 === 4;
    const charges = {
      name: 'charges',
      header: ['id', 'bill_id', 'card', 'result', 'created_at'],
      rows: of.map((buy) => [
        `${buy.i + 1}`,
        `${buy.i + 1}`,
        `44${String(10_000_000 + buy.i * 97)}`,
        failed(buy) ? 'failed' : 'success',
        clock(buy.at),
      ]),
    };
    return {
      sheets: [...numberedFromOne(of), charges],
      truth: linesSum(of.filter((buy) => !failed(buy))),
    };
  }),
  kind('a share taken off the whole order', (of) => ({
    sheets: [
      {
        name: 'pedidos',
        header: ['pedido', 'cliente', 'data_pedido', 'desconto_percentual'],
        rows: of.map((buy) => [`N${buy.i}`, `C${buy.customer}`, day(buy.at), `${rateOf(buy)}`]),
      },
      {
        name: 'itens',
        header: ['pedido', 'produto', 'quantidade', 'preco_unitario'],
        rows: lines(of).map(({ i, product, many, price }) => [
          `N${i}`,
          `P${product}`,
          `${many}`,
          `${price}.00`,
        ]),
      },
    ],
    truth: linesSum(of, (buy) => 1 - rateOf(buy)),
  })),
  kind('percent off a line', (of) => ({
    sheets: [
      {
        name: 'sales',
        header: ['order', 'customer', 'date', 'product', 'qty', 'unit_price', 'discount_pct'],
        rows: lines(of).map(({ i, product, many, price }) => {
          const buy = of[i] as Buy;
          return [
            `N${i}`,
            `C${buy.customer}`,
            day(buy.at),
            `P${product}`,
            `${many}`,
            `${price}.50`,
            `${100 * rateOf(buy)}`,
          ];
        }),
      },
    ],
    truth: (() => {
      const { sums: counted } = sums(of);
      const cents = lines(of).reduce(
        (sum, { i, many, price }) => sum + many * (100 * price + 50) * (1 - rateOf(of[i] as Buy)),
        0,
      );
      return counted ? { sums: { ...counted, cents: Math.round(cents) } } : {};
    })(),
  })),
  kind('a line for each unit, none numbered', (of) => ({
    sheets: [
      {
        name: 'receipts',
        header: ['receipt', 'card', 'time', 'article', 'price'],
        rows: of.flatMap(({ i, customer, at }) =>
          [i % 9, i % 9, 9 + (i % 6)].map((article) => [
            `R${i}`,
            `K${customer}`,
            clock(at),
            `A${article}`,
            money(350 + 70 * article),
          ]),
        ),
      },
    ],
    truth: sums(of.map((buy) => ({ ...buy, cents: 3 * 350 + 70 * (2 * (buy.i % 9) + 9 + (buy.i % 6)) }))),
  })),
  kind('orders that were written twice', (of) => ({
    sheets: [
      {
        name: 'receipts',
        header: ['receipt', 'card', 'time', 'article', 'qty', 'amount'],
        rows: of.flatMap(({ i, customer, at }) => {
          const rows = [i % 9, 9 + (i % 6)].map((article) => [
            `R${i}`,
            `K${customer}`,
            clock(at),
            `A${article}`,
            `${1 + (i % 4)}`,
            money((350 + 70 * article) * (1 + (i % 4))),
          ]);
          return i % 40 === 7 ? [...rows, ...rows] : rows;
        }),
      },
    ],
    truth: sums(
      of.map((buy) => ({ ...buy, cents: (700 + 70 * ((buy.i % 9) + 9 + (buy.i % 6))) * (1 + (buy.i % 4)) })),
    ),
  })),
  kind('contracts that go on bear the day of the export', () => ({
    sheets: [
      {
        name: 'subscriptions',
        header: ['sub_id', 'customer_id', 'plan_id', 'start_date', 'end_date', 'status'],
        rows: terms.map(({ i, start, over: isOver, end }) => [
          `${5000 + i}`,
          `${1000 + i}`,
          `${1 + (i % 4)}`,
          day(start),
          isOver ? day(end) : '2024-12-31',
          isOver ? 'Cancelled' : 'Active',
        ]),
      },
      {
        name: 'plans',
        header: ['plan_id', 'plan_name', 'monthly_price'],
        rows: [
          ['1', 'Basic', '10.0'],
          ['2', 'Pro', '50.0'],
          ['3', 'Team', '120.0'],
        ],
      },
    ],
    truth: contractTruth(over),
  })),
  kind('a price for each seat', () => ({
    sheets: [
      {
        name: 'subscriptions',
        header: ['customer_id', 'plan_type', 'start_date', 'end_date', 'monthly_price', 'seats'],
        rows: terms.map(({ i, start, over: isOver, end }) => [
          `${7000 + i}`,
          ['Basic', 'Pro', 'Team'][i % 3] ?? '',
          day(start),
          isOver ? day(end) : '',
          `${19 + 20 * (i % 3)}`,
          `${1 + ((i * 7) % 60)}`,
        ]),
      },
    ],
    truth: contractTruth(over),
  })),
  kind('one last day for most, and nothing says why', () => ({
    sheets: [
      {
        name: 'subscriptions',
        header: ['sub_id', 'customer_id', 'start_date', 'end_date', 'fee'],
        rows: terms.map(({ i, start, over: isOver, end }) => [
          `${5000 + i}`,
          `${1000 + i}`,
          day(start),
          isOver ? day(end) : '2024-12-31',
          `${9 + 10 * (i % 3)}.90`,
        ]),
      },
    ],
    truth: contractTruth(over),
  })),
  kind('contracts that have expired without an end', () => ({
    sheets: [
      {
        name: 'subscriptions',
        header: ['subscription_id', 'user_id', 'state', 'started_at', 'canceled_at', 'trial_ended_at', 'fee'],
        rows: terms.map(({ i, start, over: isOver, end }) => [
          `${i + 1}`,
          `${7000 + i}`,
          isOver ? (i % 2 ? 'expired' : 'canceled') : 'active',
          day(start),
          isOver && i % 2 === 0 ? day(end) : '',
          i % 2 ? day(end) : '',
          `${9 + 10 * (i % 3)}.90`,
        ]),
      },
    ],
    truth: contractTruth(over),
  })),
  kind('currencies under another name, fees that add up', (of) => ({
    sheets: [
      {
        name: 'trades',
        header: ['ref', 'userId', 'at', 'ticker', 'fiatAmount', 'usdAmount', 'totalFee', 'netFee', 'cardFee'],
        rows: of.map(({ i, customer, at, cents }) => {
          const rate = i % 4 === 1 ? 57.1 : 1;
          return [
            `T${i}`,
            `U${customer}`,
            clock(at),
            i % 4 === 1 ? 'PHP' : 'USD',
            money(Math.round(cents * rate)),
            money(cents),
            money(200 + (cents % 90)),
            money(150 + (cents % 90)),
            '0.50',
          ];
        }),
      },
    ],
    truth: sums(of),
  })),
];
