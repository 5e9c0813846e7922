import { randomStream } from '../../models/numerics.ts';
import type { Business, Truth } from './businesses.ts';
import type { Sheet } from './files.ts';
import { kindOf } from './kind-of.ts';

/** Kinds of faults that public data sets showed after the other groups were right. */

const dayMs = 86_400_000;
const from = Date.UTC(2024, 1, 5);
const days = 150;

export interface Buy {
  readonly i: number;
  readonly customer: number;
  /** Milliseconds since 1970, a whole minute. */
  readonly at: number;
  readonly cents: number;
}

/** Purchases of 240 customers who come back about every 12 days, from 8 to 22 o'clock. */
export function buys(): Buy[] {
  const random = randomStream(47, 'met later');
  const made: Omit<Buy, 'i'>[] = [];
  for (let customer = 0; customer < 240; customer++)
    for (let day = random.integer(20); day < days; day += 2 + random.integer(20)) {
      const at = from + day * dayMs + (8 * 60 + random.integer(14 * 60)) * 60_000;
      made.push({ customer, at, cents: 700 + random.integer(9000) });
    }
  return made.sort((a, b) => a.at - b.at || a.customer - b.customer).map((buy, i) => ({ i, ...buy }));
}

export const clock = (at: number): string => new Date(at).toISOString().slice(0, 19).replace('T', ' ');
export const money = (cents: number): string => (cents / 100).toFixed(2);
export const sums = (of: readonly Buy[], back = 0): Truth => ({
  sums: {
    customers: new Set(of.map(({ customer }) => customer)).size,
    orders: of.length,
    cents: of.reduce((sum, { cents }) => sum + cents, 0) - back,
  },
});

const kind = kindOf(buys);

const orders = (of: readonly Buy[], name: string, said?: (buy: Buy) => string): Sheet => ({
  name,
  header: ['nr', 'klient', 'kiedy', 'kwota', ...(said ? ['stan'] : [])],
  rows: of.map((buy) => [
    `R${5000 + buy.i}`,
    `P${buy.customer}`,
    clock(buy.at),
    money(buy.cents),
    ...(said ? [said(buy)] : []),
  ]),
});

const lastMorning = from + (days - 1) * dayMs + 10 * 60 * 60_000;

export const metLater: readonly Business[] = [
  kind(
    'a last day that has only begun',
    (of) => {
      const known = of.filter(({ at }) => at < lastMorning);
      return {
        sheets: [orders(known, 'zakupy')],
        truth: sums(known.filter(({ at }) => at < from + (days - 1) * dayMs)),
      };
    },
    true,
  ),
  kind('nearly all pay on delivery', (of) => ({
    sheets: [orders(of, 'zakupy', ({ i }) => (i % 11 === 4 ? 'voided' : 'pending'))],
    truth: sums(of.filter(({ i }) => i % 11 !== 4)),
  })),
  kind('returned in part, said behind', (of) => {
    const stateOf = ({ i }: Buy) =>
      i % 17 === 2 ? 'devuelto parcialmente' : i % 19 === 3 ? 'devuelto' : 'entregado';
    const returned = of.filter((buy) => stateOf(buy) === 'devuelto');
    return {
      sheets: [orders(of, 'zakupy', stateOf)],
      // how much came back of the others stands nowhere: they count in full, and that is asked
      truth: sums(
        of,
        returned.reduce((sum, { cents }) => sum + cents, 0),
      ),
    };
  }),
  kind('keys that differ in case alone', (of) => {
    // three letters in either case: aaa, Aaa, aAa … are different orders
    const key = (i: number) =>
      [0, 1, 2, 3]
        .map((place) => {
          const letter = String.fromCharCode(97 + (Math.floor(i / 8 / 9 ** place) % 9));
          return (i >> place) & 1 && place < 3 ? letter.toUpperCase() : letter;
        })
        .join('');
    return {
      sheets: [
        {
          name: 'koszyki',
          header: ['koszyk', 'klient', 'kiedy'],
          rows: of.map(({ i, customer, at }) => [`k-${key(i)}`, `P${customer}`, clock(at)]),
        },
        {
          name: 'pozycje',
          header: ['koszyk', 'towar', 'kwota'],
          rows: of.flatMap(({ i, cents }) => [
            [`k-${key(i)}`, `T${i % 50}`, money(cents - 200)],
            [`k-${key(i)}`, `T${50 + (i % 7)}`, '2.00'],
          ]),
        },
      ],
      truth: sums(of),
    };
  }),
  kind('a letter for the sex beside the customer', (of) => ({
    sheets: [
      orders(of, 'zakupy'),
      {
        name: 'klienci',
        header: ['klient', 'od', 'plec'],
        rows: Array.from({ length: 240 }, (_, i) => [`P${i}`, '2024-01-15', i % 3 ? 'F' : 'M']),
      },
    ],
    truth: sums(of),
  })),
  kind(
    'called off, said by a day alone',
    (of) => {
      const { header, rows } = orders(of, 'zakupy');
      const off = ({ i }: Buy) => i % 6 === 2;
      return {
        sheets: [
          {
            name: 'zakupy',
            header: [...header, 'anulowano'],
            rows: rows.map((row, i) => [
              ...row,
              off(of[i] as Buy) ? clock((of[i] as Buy).at).slice(0, 10) : '',
            ]),
          },
        ],
        truth: sums(of.filter((buy) => !off(buy))),
      };
    },
    true,
  ),
  kind(
    'a state that is of the order and no place',
    (of) => {
      const { header, rows } = orders(of, 'zakupy', ({ i }) => (i % 17 === 3 ? 'uncollectible' : 'paid'));
      return {
        sheets: [{ name: 'zakupy', header: [...header.slice(0, -1), 'state'], rows }],
        truth: sums(of.filter(({ i }) => i % 17 !== 3)),
      };
    },
    true,
  ),
  kind(
    'refunds in a file of their own',
    (of) => {
      const back = of.filter(({ i }) => i % 13 === 2);
      return {
        sheets: [
          orders(of, 'zakupy'),
          {
            name: 'refunds',
            header: ['refund_id', 'nr', 'refunded_at', 'refund_amount'],
            rows: back.map(({ i, at, cents }) => [
              `Z${i}`,
              `R${5000 + i}`,
              clock(at + 5 * dayMs),
              money(cents),
            ]),
          },
        ],
        truth: sums(of, sums(back).sums?.cents),
      };
    },
    true,
  ),
];
