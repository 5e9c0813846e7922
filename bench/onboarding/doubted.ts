import type { Business, Truth } from './businesses.ts';
import { plainly, type Sheet, writeSheets } from './files.ts';
import { type Buy, buys, clock, money, sums } from './met-later.ts';

/**
 * Businesses made up along with `onboarding/doubts`, most in words that no list holds: some with a second sum, a second day or
 * rows that are no sales, of which `init` has to ask, and some with nothing wrong, of which it has not. They show that each
 * question is asked and that it is not asked of its neighbours; how often it helps on other data is for the other groups to tell.
 */

interface Made {
  readonly sheets: readonly Sheet[];
  readonly truth: Truth;
}

const business = (name: string, make: (of: readonly Buy[]) => Made, short = false): Business => ({
  name,
  short,
  write: (folder) => {
    const { sheets, truth } = make(buys());
    return { files: writeSheets(folder, sheets, plainly), truth };
  },
});

type Cells = (buy: Buy) => readonly string[];

/** One table whose rows are purchases: number, customer, time, then what is said. */
const one = (
  name: string,
  header: readonly string[],
  cells: Cells,
  true_: (of: readonly Buy[]) => Truth = sums,
): Business =>
  business(name, (of) => ({
    sheets: [
      {
        name: 'zapis',
        header,
        rows: of.map((buy) => [`R${5000 + buy.i}`, `P${buy.customer}`, ...cells(buy)]),
      },
    ],
    truth: true_(of),
  }));

const dayMs = 86_400_000;
const day = (at: number): string => clock(at).slice(0, 10);
/** A number that has nothing to do with the others, from 0 to below `below`. */
const odd = (i: number, below: number, salt = 1): number =>
  ((i + 17) * 7919 * (salt + 3) + 104_729 * salt) % below;

const withCents = (of: readonly Buy[], cents: (buy: Buy) => number): Truth => {
  const { sums: all } = sums(of);
  return all ? { sums: { ...all, cents: of.reduce((sum, buy) => sum + cents(buy), 0) } } : {};
};

const people = Array.from({ length: 240 }, (_, i) => i);

const spent = (of: readonly Buy[]): Map<number, number> => {
  const all = new Map<number, number>();
  for (const { customer, cents } of of) all.set(customer, (all.get(customer) ?? 0) + cents);
  return all;
};

const months = Array.from(
  { length: 24 },
  (_, i) => `${2022 + Math.floor(i / 12)}-${String(1 + (i % 12)).padStart(2, '0')}-01`,
);

interface Term {
  readonly i: number;
  readonly from: number;
  readonly until: number | null;
}

const terms: readonly Term[] = Array.from({ length: 400 }, (_, i) => {
  const from = Date.UTC(2023, 0, 2) + ((i * 13) % 420) * dayMs;
  const until = from + (60 + ((i * 29) % 240)) * dayMs;
  return { i, from, until: i % 4 === 1 && until < Date.UTC(2024, 2, 20) ? until : null };
});
const ends = terms.filter(({ until }) => until !== null).length;

const contracts = (
  name: string,
  header: readonly string[],
  cells: (term: Term) => readonly string[],
  more: { readonly ends?: number; readonly sheets?: readonly Sheet[] } = {},
): Business =>
  business(name, () => ({
    sheets: [
      { name: 'subscriptions', header, rows: terms.map((term) => [`U${term.i}`, ...cells(term)]) },
      ...(more.sheets ?? []),
    ],
    truth: { contracts: { customers: terms.length, ends: more.ends ?? ends } },
  }));

const fees = [19, 39, 79];
const feeOf = ({ i }: Term): number => fees[i % 3] ?? 0;
const lastDay = Date.UTC(2024, 2, 4);

/** A payment each month of a term. */
const monthly = (cents: (term: Term) => number): Sheet => ({
  name: 'payments',
  header: ['payment_id', 'account', 'paid', 'total'],
  rows: terms.flatMap((term) => {
    const rows: string[][] = [];
    for (let at = term.from, n = 0; at < (term.until ?? lastDay); at += 30 * dayMs, n++)
      rows.push([`B${term.i}-${n}`, `U${term.i}`, day(at), money(cents(term))]);
    return rows;
  }),
});

/** Of each of these something has to be asked, unless it is right. */
export const doubted: readonly Business[] = [
  one('two sums, both in words of nobody', ['zn', 'osoba', 'kdy', 'plnohodnota', 'srazeno'], (buy) => [
    clock(buy.at),
    money(Math.round(buy.cents * (1.2 + odd(buy.i, 60, 2) / 100))),
    money(buy.cents),
  ]),
  one(
    'a sum on few rows beside another',
    ['zn', 'osoba', 'kdy', 'earned', 'bought'],
    (buy) => [clock(buy.at), money(odd(buy.i, 300, 4)), buy.i % 5 ? '' : money(buy.cents)],
    (of) => withCents(of, ({ i, cents }) => (i % 5 ? 0 : cents)),
  ),
  one('amounts of two countries, each in its own money', ['zn', 'osoba', 'kdy', 'land', 'total'], (buy) => [
    clock(buy.at),
    buy.customer % 4 ? 'France' : 'Japan',
    money(buy.customer % 4 ? buy.cents : 160 * buy.cents),
  ]),
  one('the day of writing for that of the purchase', ['zn', 'osoba', 'zapsano', 'den', 'total'], (buy) => [
    `2024-07-04 03:${String(10 + (buy.i % 40)).padStart(2, '0')}:0${buy.i % 10}`,
    day(buy.at),
    money(buy.cents),
  ]),
  one(
    'points of a scale and nothing paid',
    ['zn', 'osoba', 'kdy', 'hvezdy'],
    (buy) => [clock(buy.at), `${1 + odd(buy.i, 5)}`],
    () => ({ rows: { orders: 0 } }),
  ),
  one(
    'most of it free, and all of it in another column',
    ['zn', 'osoba', 'kdy', 'amount', 'hotove'],
    (buy) => [clock(buy.at), buy.i % 3 ? '0.00' : money(buy.cents), money(buy.cents)],
  ),
  business('one account for the whole counter', (of) => {
    const counter = ({ i }: Buy) => i % 3 === 0;
    return {
      sheets: [
        {
          name: 'zapis',
          header: ['zn', 'osoba', 'kdy', 'total'],
          rows: of.map((buy) => [
            `R${buy.i}`,
            counter(buy) ? 'P9001' : `P${buy.customer}`,
            clock(buy.at),
            money(buy.cents),
          ]),
        },
      ],
      truth: sums(of.filter((buy) => !counter(buy))),
    };
  }),
  business('a row for each client and month', () => ({
    sheets: [
      {
        name: 'obraty',
        header: ['client', 'obdobi', 'obrat'],
        rows: people.flatMap((person) =>
          months.map((month, n) => [`P${person}`, month, money(1000 + odd(person * 24 + n, 90_000))]),
        ),
      },
    ],
    truth: { rows: { orders: 0 } },
  })),
  business(
    'places that are always there',
    () => ({
      sheets: [
        {
          name: 'trzby',
          header: ['doklad', 'client', 'den', 'castka'],
          rows: Array.from({ length: 9000 }, (_, i) => [
            `D${i}`,
            `M${(i * 7) % 30}`,
            day(Date.UTC(2023, 0, 1) + Math.floor(i / 20) * dayMs),
            money(500 + odd(i, 9000, 2)),
          ]),
        },
      ],
      truth: { rows: { orders: 0 } },
    }),
    true,
  ),
  business(
    'two steps of each payment',
    (of) => ({
      sheets: [
        {
          name: 'zapis',
          header: ['zn', 'osoba', 'kdy', 'krok', 'total'],
          rows: of.flatMap((buy) =>
            ['drzeno', 'strzeno'].map((step, n) => [
              `R${buy.i}`,
              `P${buy.customer}`,
              clock(buy.at + n * 60_000),
              step,
              money(buy.cents),
            ]),
          ),
        },
      ],
      truth: sums(of),
    }),
    true,
  ),
  business('units and prices, and something off in a word of nobody', (of) => {
    const units = ({ i }: Buy) => 1 + (i % 4);
    const price = ({ i }: Buy) => 500 + 130 * (i % 40);
    const off = (buy: Buy) => (buy.i % 3 ? 0 : Math.round((units(buy) * price(buy) * odd(buy.i, 59)) / 100));
    return {
      sheets: [
        {
          name: 'zapis',
          header: ['zn', 'osoba', 'kdy', 'sku', 'qty', 'unit_price', 'ulava'],
          rows: of.map((buy) => [
            `R${buy.i}`,
            `P${buy.customer}`,
            clock(buy.at),
            `Z${buy.i % 40}`,
            `${units(buy)}`,
            money(price(buy)),
            money(off(buy)),
          ]),
        },
      ],
      truth: withCents(of, (buy) => units(buy) * price(buy) - off(buy)),
    };
  }),
  business('a share off the whole order, on the order alone', (of) => ({
    sheets: [
      {
        name: 'orders',
        header: ['order_id', 'client', 'kdy', 'discount'],
        rows: of.map((buy) => [`R${buy.i}`, `P${buy.customer}`, clock(buy.at), buy.i % 3 ? '0' : '0.15']),
      },
      {
        name: 'order_lines',
        header: ['order_id', 'sku', 'qty', 'unit_price'],
        rows: of.flatMap((buy) =>
          [0, 1].map((n) => [
            `R${buy.i}`,
            `Z${(buy.i + n) % 40}`,
            `${1 + (buy.i % 3)}`,
            `${10 + ((buy.i + n) % 40)}.00`,
          ]),
        ),
      },
    ],
    truth: withCents(of, (buy) => {
      const all = [0, 1].reduce((sum, n) => sum + 100 * (1 + (buy.i % 3)) * (10 + ((buy.i + n) % 40)), 0);
      return buy.i % 3 ? all : Math.round(0.85 * all);
    }),
  })),
  business(
    'what clients have spent, a hundred times less',
    (of) => {
      const all = spent(of);
      return {
        sheets: [
          {
            name: 'clients',
            header: ['client_id', 'since', 'total_spent'],
            rows: people.map((person) => [`P${person}`, '2023-05-04', money(all.get(person) ?? 0)]),
          },
          {
            name: 'purchases',
            header: ['purchase_id', 'client_id', 'kdy', 'value'],
            rows: of.map((buy) => [`R${buy.i}`, `P${buy.customer}`, clock(buy.at), money(100 * buy.cents)]),
          },
        ],
        truth: sums(of),
      };
    },
    true,
  ),
  business('what clients have spent, and half of the rows missing', (of) => {
    const all = spent(of);
    return {
      sheets: [
        {
          name: 'clients',
          header: ['client_id', 'since', 'total_spent'],
          rows: people.map((person) => [`P${person}`, '2023-05-04', money(all.get(person) ?? 0)]),
        },
        {
          name: 'purchases',
          header: ['purchase_id', 'client_id', 'kdy', 'value'],
          rows: of
            .filter(({ customer, i }) => customer % 2 === 0 || i % 2 === 0)
            .map((buy) => [`R${buy.i}`, `P${buy.customer}`, clock(buy.at), money(buy.cents)]),
        },
      ],
      truth: sums(of),
    };
  }),
  contracts(
    'contracts that are over in a word of nobody, without a day',
    ['account', 'start_date', 'end_date', 'stan', 'monthly_fee'],
    (term) => [
      day(term.from),
      term.until ? day(term.until) : '',
      term.until ? 'skoncil' : term.i % 5 ? 'bezi' : 'propadl',
      `${feeOf(term)}.00`,
    ],
    { ends: ends + terms.filter(({ i, until }) => until === null && i % 5 === 0).length },
  ),
  contracts(
    'a price for each place in the contract',
    ['account', 'start_date', 'end_date', 'monthly_fee', 'seats'],
    (term) => [
      day(term.from),
      term.until ? day(term.until) : '',
      `${feeOf(term)}.00`,
      `${1 + ((term.i * 7) % 60)}`,
    ],
  ),
  contracts(
    'the price of a year, and payments by month',
    ['account', 'start_date', 'end_date', 'price'],
    (term) => [day(term.from), term.until ? day(term.until) : '', `${12 * feeOf(term)}.00`],
    { sheets: [monthly((term) => 100 * feeOf(term))] },
  ),
  contracts(
    'all contracts are paid until some day',
    ['account', 'start_date', 'end_date', 'monthly_fee'],
    (term) => [day(term.from), day(term.from + (365 + (term.i % 300)) * dayMs), `${feeOf(term)}.00`],
    { ends: 0 },
  ),
  contracts(
    'contracts that were all written on one day',
    ['account', 'start_date', 'zacatek', 'end_date', 'monthly_fee'],
    (term) => ['2023-01-01', day(term.from), term.until ? day(term.until) : '', `${feeOf(term)}.00`],
  ),
  business('cases that were all opened when the file was filled', (of) => ({
    sheets: [
      {
        name: 'purchases',
        header: ['purchase_id', 'client_id', 'kdy', 'value'],
        rows: of.map((buy) => [`R${buy.i}`, `P${buy.customer}`, clock(buy.at), money(buy.cents)]),
      },
      {
        name: 'tickets',
        header: ['ticket_id', 'client_id', 'created_at', 'topic'],
        rows: of
          .filter(({ i }) => i % 7 === 0)
          .map((buy) => [
            `T${buy.i}`,
            `P${buy.customer}`,
            '2024-07-01 03:00:00',
            ['dodani', 'vada'][buy.i % 2] ?? '',
          ]),
      },
    ],
    truth: { ...sums(of), rows: { tickets: 0 } },
  })),
  one('who pays and whose account it is', ['zn', 'user_id', 'kdy', 'account_id', 'total'], (buy) => [
    clock(buy.at),
    `A${buy.customer % 80}`,
    money(buy.cents),
  ]),
];

const plain = ['zn', 'osoba', 'kdy', 'total'] as const;

/** Nothing is wrong with these: a question is needless. */
export const undoubted: readonly Business[] = [
  one('weights, ways and places', [...plain, 'distance_km', 'weight', 'lat', 'lon'], (buy) => [
    clock(buy.at),
    money(buy.cents),
    money(10 * odd(buy.i, 300)),
    money(odd(buy.i, 900, 2)),
    `48.${10_000 + odd(buy.i, 89_999, 3)}`,
    `2.${10_000 + odd(buy.i, 89_999, 4)}`,
  ]),
  one('carriage and tax on top', ['zn', 'osoba', 'kdy', 'subtotal', 'shipping', 'vat', 'total'], (buy) => {
    const [ship, tax] = [buy.i % 3 ? 495 : 0, Math.round(0.2 * buy.cents)];
    return [clock(buy.at), money(buy.cents), money(ship), money(tax), money(buy.cents + ship + tax)];
  }),
  one('paid on one day and brought on another', [...plain, 'privezeno'], (buy) => [
    clock(buy.at),
    money(buy.cents),
    clock(buy.at + (1 + (buy.i % 6)) * dayMs),
  ]),
  one(
    'a total with all that comes on top, less what is off',
    ['zn', 'osoba', 'kdy', 'subtotal', 'discount', 'shipping', 'tax', 'total'],
    (buy) => {
      const [off, tax] = [buy.i % 3 ? 0 : odd(buy.i, 307), odd(buy.i, 411, 2)];
      return [clock(buy.at), ...[buy.cents, off, 490, tax, buy.cents - off + 490 + tax].map(money)];
    },
    (of) => withCents(of, ({ i, cents }) => cents - (i % 3 ? 0 : odd(i, 307))),
  ),
  one('a commission at one rate', [...plain, 'provize'], (buy) => [
    clock(buy.at),
    money(buy.cents),
    money(Math.round(0.03 * buy.cents)),
  ]),
  one('what it cost, and what is left', [...plain, 'cost', 'zbylo'], (buy) => {
    const cost = Math.round(buy.cents * (0.4 + odd(buy.i, 30) / 100));
    return [clock(buy.at), money(buy.cents), money(cost), money(buy.cents - cost)];
  }),
  one('dear and cheap goods', [...plain, 'sku', 'druh'], (buy) => [
    clock(buy.at),
    money(buy.cents),
    `Z${buy.i % 40}`,
    ['chleb', 'maso', 'vino'][buy.i % 3] ?? '',
  ]),
  one(
    'goods of which some are fifty times as dear',
    [...plain, 'druh'],
    (buy) => [clock(buy.at), money(buy.i % 4 ? buy.cents : 50 * buy.cents), buy.i % 4 ? 'vino' : 'sklep'],
    (of) => withCents(of, ({ i, cents }) => (i % 4 ? cents : 50 * cents)),
  ),
  one('when it was changed last', ['zn', 'osoba', 'order_date', 'total', 'updated_at', 'zmena'], (buy) => {
    const changed = clock(buy.at + ((buy.i * 37) % 300) * dayMs);
    return [clock(buy.at), money(buy.cents), changed, changed];
  }),
  one(
    'fixed prices in whole numbers',
    [...plain],
    (buy) => [clock(buy.at), `${[12, 25, 40][buy.i % 3]}`],
    (of) => withCents(of, ({ i }) => 100 * ([12, 25, 40][i % 3] ?? 0)),
  ),
  one('stars beside what was paid', [...plain, 'hvezdy'], (buy) => [
    clock(buy.at),
    money(buy.cents),
    buy.i % 2 ? `${1 + odd(buy.i, 5)}` : '',
  ]),
  business('a balance that runs', (of) => {
    let left = 0;
    return {
      sheets: [
        {
          name: 'zapis',
          header: [...plain, 'zustatek'],
          rows: of.map((buy) => {
            left += buy.cents;
            return [`R${buy.i}`, `P${buy.customer}`, clock(buy.at), money(buy.cents), money(left)];
          }),
        },
      ],
      truth: sums(of),
    };
  }),
  business('units times price is the sum', (of) => ({
    sheets: [
      {
        name: 'zapis',
        header: ['zn', 'osoba', 'kdy', 'sku', 'kusy', 'za_kus', 'celkem'],
        rows: of.map((buy) => {
          const [units, price] = [1 + (buy.i % 4), 500 + 130 * (buy.i % 40)];
          return [
            `R${buy.i}`,
            `P${buy.customer}`,
            clock(buy.at),
            `Z${buy.i % 40}`,
            `${units}`,
            money(price),
            money(units * price),
          ];
        }),
      },
    ],
    truth: withCents(of, ({ i }) => (1 + (i % 4)) * (500 + 130 * (i % 40))),
  })),
  business(
    'what clients have spent, as the orders say',
    (of) => {
      const all = spent(of);
      return {
        sheets: [
          {
            name: 'clients',
            header: ['client_id', 'since', 'total_spent'],
            rows: people.map((person) => [`P${person}`, '2023-05-04', money(all.get(person) ?? 0)]),
          },
          {
            name: 'purchases',
            header: ['purchase_id', 'client_id', 'kdy', 'value'],
            rows: of.map((buy) => [`R${buy.i}`, `P${buy.customer}`, clock(buy.at), money(buy.cents)]),
          },
        ],
        truth: sums(of),
      };
    },
    true,
  ),
  contracts(
    'contracts that are late or on trial',
    ['account', 'start_date', 'end_date', 'status', 'monthly_fee', 'logins'],
    (term) => [
      day(term.from),
      term.until ? day(term.until) : '',
      term.until ? 'canceled' : (['active', 'active', 'paused', 'trialing'][term.i % 5] ?? 'active'),
      `${[3, 5, 10][term.i % 3]}.00`,
      `${1 + ((term.i * 7) % 60)}`,
    ],
  ),
  contracts(
    'contracts and what was paid for them',
    ['account', 'start_date', 'end_date', 'plan', 'monthly_fee'],
    (term) => [
      day(term.from),
      term.until ? day(term.until) : '',
      ['S', 'M', 'L'][term.i % 3] ?? '',
      `${feeOf(term)}.00`,
    ],
    { sheets: [monthly((term) => 100 * feeOf(term))] },
  ),
];
