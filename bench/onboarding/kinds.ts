import { randomStream } from '../../models/numerics.ts';
import type { Business, Truth } from './businesses.ts';
import { kindOf } from './kind-of.ts';

/** Kinds of tables that strangers' files had and the first two groups had not. */

const dayMs = 86_400_000;
const from = Date.UTC(2022, 0, 3);
const days = 700;

interface Buy {
  readonly i: number;
  readonly customer: number;
  readonly day: number;
  readonly cents: number;
}

/** Purchases of 150 customers who come back about every 40 days. */
function buys(): Buy[] {
  const random = randomStream(31, 'kinds');
  const made: Omit<Buy, 'i'>[] = [];
  for (let customer = 0; customer < 150; customer++)
    for (let day = random.integer(300); day < days; day += 5 + random.integer(70))
      made.push({ customer, day, cents: 500 + random.integer(20_000) });
  return made.sort((a, b) => a.day - b.day || a.customer - b.customer).map((buy, i) => ({ i, ...buy }));
}

const iso = (day: number): string => new Date(from + day * dayMs).toISOString().slice(0, 10);
const money = (cents: number): string => (cents / 100).toFixed(2);
const sumOf = (cents: readonly number[]): number => cents.reduce((sum, one) => sum + one, 0);
const customersOf = (of: readonly Buy[]): number => new Set(of.map(({ customer }) => customer)).size;

const kind = kindOf(buys);

const sums = (of: readonly Buy[], cents = sumOf(of.map((buy) => buy.cents))): Truth => ({
  sums: { customers: customersOf(of), orders: of.length, cents },
});

export const kinds: readonly Business[] = [
  kind('paid back later under a number of no name', (of) => {
    const back = of.filter(({ i, day }) => i % 20 === 3 && day < days - 20);
    const rows = [
      ...of.map(({ i, customer, day, cents }) => [
        iso(day),
        `NF${70_000 + i}`,
        `KT${customer}`,
        money(cents),
      ]),
      ...back.map(({ i, customer, day, cents }) => [
        iso(day + 9),
        `NF${70_000 + i}`,
        `KT${customer}`,
        money(-cents),
      ]),
    ].sort((a, b) => ((a[0] ?? '') < (b[0] ?? '') ? -1 : 1));
    const left = sumOf(of.map(({ cents }) => cents)) - sumOf(back.map(({ cents }) => cents));
    return {
      sheets: [{ name: 'saga', header: ['hvenaer', 'nota', 'hver', 'kronur'], rows }],
      truth: sums(of, left),
    };
  }),
  kind('a price of one beside how many, in words of nobody', (of) => {
    const rows = of.map(({ i, customer, day, cents }) => [
      iso(day),
      `M${customer}`,
      `B${i % 400}`,
      `${1 + (i % 4)}`,
      money(cents),
    ]);
    const all = sumOf(of.map(({ i, cents }) => (1 + (i % 4)) * cents));
    const truth = { sums: { customers: customersOf(of), orders: of.length, cents: all } };
    return {
      sheets: [{ name: 'mauzo', header: ['wakati', 'mteja', 'bidhaa', 'idadi', 'bei'], rows }],
      truth,
    };
  }),
  kind('calls by their minutes', (of) => ({
    sheets: [
      {
        name: 'cdr',
        header: ['cdr', 'msisdn', 'begin', 'minutes'],
        rows: of.map(({ i, customer, day, cents }) => [
          `${customer}_${i}`,
          `MS${customer}`,
          iso(day),
          money(cents),
        ]),
      },
    ],
    truth: { usage: { customers: customersOf(of), rows: of.length } },
  })),
  kind('heads with freight alone, prices on the lines', (of) => ({
    sheets: [
      {
        name: 'orders',
        header: ['orderid', 'customerid', 'orderdate', 'freight'],
        rows: of.map(({ i, customer, day }) => [
          `${10_248 + i}`,
          `C${customer}`,
          iso(day),
          money(300 + (i % 90)),
        ]),
      },
      {
        name: 'orderdetails',
        header: ['orderid', 'productid', 'unitprice', 'quantity'],
        rows: of.flatMap(({ i, cents }) => [
          [`${10_248 + i}`, `${i % 60}`, money(cents), '2'],
          [`${10_248 + i}`, `${60 + (i % 17)}`, money(100 + (i % 17)), '3'],
        ]),
      },
    ],
    truth: sums(of, sumOf(of.map(({ i, cents }) => 2 * cents + 3 * (100 + (i % 17))))),
  })),
  kind('a few odd words of consent', (of) => {
    const said = (customer: number) => (customer === 7 ? 'perhaps' : customer % 3 ? 'yes' : 'no');
    const customers = [...new Set(of.map(({ customer }) => customer))];
    return {
      sheets: [
        {
          name: 'orders',
          header: ['order_id', 'customer_id', 'order_date', 'amount'],
          rows: of.map(({ i, customer, day, cents }) => [`O${i}`, `C${customer}`, iso(day), money(cents)]),
        },
        {
          name: 'customers',
          header: ['customer_id', 'signup_date', 'newsletter_ok'],
          rows: customers.map((customer) => [`C${customer}`, '2021-12-01', said(customer)]),
        },
      ],
      truth: { ...sums(of), consenting: customers.filter((one) => said(one) === 'yes').length },
    };
  }),
  kind('consent in one column and its refusal in another', (of) => {
    const agreed = (customer: number) => (customer % 3 ? 'oui' : 'non');
    const left = (customer: number) => (customer % 5 ? '' : 'oui');
    const customers = [...new Set(of.map(({ customer }) => customer))];
    return {
      sheets: [
        {
          name: 'commandes',
          header: ['numero', 'client', 'date', 'montant'],
          rows: of.map(({ i, customer, day, cents }) => [`O${i}`, `C${customer}`, iso(day), money(cents)]),
        },
        {
          name: 'clients',
          header: ['client', 'inscrit_le', 'consentement_marketing', 'désabonné'],
          rows: customers.map((customer) => [`C${customer}`, '2021-12-01', agreed(customer), left(customer)]),
        },
      ],
      truth: {
        ...sums(of),
        consenting: customers.filter((one) => agreed(one) === 'oui' && left(one) === '').length,
      },
    };
  }),
  kind('a kind of which one word is known and one is not', (of) => {
    const said = (i: number) => (i % 15 ? 'sale' : i % 30 ? 'refund' : 'Umtausch');
    const rows = of.map(({ i, customer, day, cents }) => [
      `${i}`,
      `K-${customer}`,
      iso(day),
      said(i),
      money(cents),
    ]);
    const sold = of.filter(({ i }) => said(i) === 'sale');
    const cents =
      sumOf(sold.map((buy) => buy.cents)) -
      sumOf(of.filter(({ i }) => said(i) === 'refund').map((buy) => buy.cents));
    return {
      sheets: [{ name: 'journal', header: ['beleg', 'konto', 'tag', 'buchungstyp', 'wert'], rows }],
      truth: { sums: { customers: customersOf(sold), orders: sold.length, cents } },
    };
  }),
  kind('whole won and days of six digits', (of) => {
    const won = ({ cents }: Buy) => 100 * Math.round(cents / 10);
    const rows = of.map((buy) => [
      `${20_230_000 + buy.i}`,
      `u${buy.customer * 7 + 11}`,
      iso(buy.day).slice(2).replaceAll('-', ''),
      `${won(buy)}`,
    ]);
    return {
      sheets: [{ name: 'maechul', header: ['jumun', 'hoewon', 'nalja', 'geumaek'], rows }],
      truth: sums(of, 100 * sumOf(of.map(won))),
    };
  }),
];
