import type { Business } from './businesses.ts';
import type { Sheet } from './files.ts';
import { kindOf } from './kind-of.ts';
import { type Buy, buys, clock, money, sums } from './met-later.ts';

/** Where tables stand beside those of the orders that hold ids, days and numbers too, or that say what became of a contract. */

const kind = kindOf(buys);

const day = (at: number): string => clock(at).slice(0, 10);
const hour = 3_600_000;
const customerNo = ({ customer }: Buy): number => 400 + customer;

/** Guests, stays and payments of a hotel, with rooms and their prices by season. */
const hotel = (of: readonly Buy[]): Sheet[] => [
  {
    name: 'guests',
    header: ['guest_id', 'full_name', 'signup_date'],
    rows: Array.from({ length: 240 }, (_, i) => [`${i + 1}`, `Guest Number ${i + 1}`, '2024-02-01']),
  },
  {
    name: 'stays',
    header: ['stay_id', 'guest_id', 'hotel_id', 'booked_at', 'num_guests', 'state'],
    rows: of.map(({ i, customer, at }) => [
      `${i + 1}`,
      `${customer + 1}`,
      `${1 + (i % 12)}`,
      day(at),
      `${1 + ((i * 7) % 6)}`,
      i % 9 === 4 ? 'cancelled' : 'completed',
    ]),
  },
  {
    name: 'payments',
    header: ['payment_id', 'stay_id', 'amount'],
    rows: of.map(({ i, cents }) => [`${7000 + i}`, `${i + 1}`, money(cents)]),
  },
  {
    name: 'room_types',
    header: ['room_type_id', 'hotel_id', 'type_name', 'base_price'],
    rows: Array.from({ length: 60 }, (_, i) => [
      `${i + 1}`,
      `${1 + (i % 12)}`,
      `Type ${i % 5}`,
      money(9000 + 37 * i),
    ]),
  },
  {
    name: 'seasonal_pricing',
    header: ['pricing_id', 'room_type_id', 'season_name', 'start_date', 'end_date', 'price_multiplier'],
    rows: Array.from({ length: 180 }, (_, i) => {
      const [name, from, to] = [
        ['Peak', '2024-06-01', '2024-08-31'],
        ['Holiday', '2024-12-16', '2025-01-15'],
        ['Low', '2024-02-01', '2024-03-15'],
      ][i % 3] as [string, string, string];
      return [`${i + 1}`, `${1 + Math.floor(i / 3)}`, name, from, to, money(80 + 10 * (i % 7))];
    }),
  },
];

export const severalTables: readonly Business[] = [
  kind(
    'stays and payments beside prices by season',
    (of) => ({ sheets: hotel(of), truth: sums(of.filter(({ i }) => i % 9 !== 4)) }),
    true,
  ),
  kind('payments of contracts, of which some were cancelled', (of) => {
    const refused = ({ i }: Buy) => i % 13 === 5;
    return {
      sheets: [
        {
          name: 'plans_taken',
          header: ['sub_id', 'user_id', 'plan', 'mrr', 'status', 'start_date'],
          rows: Array.from({ length: 240 }, (_, i) => [
            `${9000 + i}`,
            `u-${i}`,
            i % 2 ? 'Mail' : 'Drive',
            i % 2 ? '3.99' : '9.99',
            i % 8 === 3 ? 'Cancelled' : 'Active',
            day((of[0]?.at ?? 0) + (i % 60) * 24 * hour),
          ]),
        },
        {
          name: 'transactions',
          header: ['tx_id', 'sub_id', 'status', 'tx_date', 'amount'],
          rows: of.map((buy) => [
            `${buy.i + 1}`,
            `${9000 + buy.customer}`,
            refused(buy) ? 'Soft Decline' : 'Success',
            clock(buy.at),
            money(buy.cents),
          ]),
        },
      ],
      truth: sums(of.filter((buy) => !refused(buy))),
    };
  }),
  kind(
    'top-ups by phones with + and spaces, subscribers by their digits',
    (of) => ({
      sheets: [
        {
          name: 'subscribers',
          header: ['msisdn', 'town', 'newsletter'],
          rows: Array.from({ length: 240 }, (_, i) => [
            `62812${3_000_000 + i}`,
            ['Bandung', 'Medan', 'Padang'][i % 3] ?? '',
            i % 4 ? 'yes' : 'no',
          ]),
        },
        {
          name: 'topups',
          header: ['ref', 'phone', 'time', 'amount'],
          rows: of.map(({ i, customer, at, cents }) => [
            `t-${i}`,
            `+62 812${3_000_000 + customer}`,
            clock(at),
            money(cents),
          ]),
        },
      ],
      truth: { ...sums(of), consenting: 180, rows: { customers: 240 } },
    }),
    true,
  ),
  kind('calls with both phones, days and times of day', (of) => ({
    sheets: [
      {
        name: 'calls',
        header: ['no', 'from_phone', 'to_phone', 'day', 'begun', 'ended', 'tariff'],
        rows: of.map(({ i, customer, at }) => [
          `${i % 311}`,
          `165033${3000 + customer}`,
          `845092${7000 + ((i * 31) % 190)}`,
          day(at),
          clock(at).slice(11),
          clock(at + (60 + (i % 500)) * 1000).slice(11),
          ['Local', 'National', 'Mobile'][i % 3] ?? '',
        ]),
      },
    ],
    truth: { usage: { customers: 240, rows: of.length } },
  })),
  kind(
    'debit and credit in two columns',
    (of) => {
      const back = of.filter(({ i }) => i % 12 === 3);
      const line = (
        buy: Buy,
        at: number,
        [text, number]: readonly [string, string],
        sides: readonly string[],
      ) => [day(at), `D${customerNo(buy)}`, `${number}${7000 + buy.i}`, text, ...sides];
      const rows = [
        ...of.map((buy) => line(buy, buy.at, ['Item', 'B'], [money(buy.cents), ''])),
        ...back.map((buy) => line(buy, buy.at + 60_000, ['Other', 'X'], ['', money(buy.cents)])),
      ].sort((a, b) => ((a[0] ?? '') < (b[0] ?? '') ? -1 : 1));
      return {
        sheets: [{ name: 'ledger', header: ['day', 'account', 'entry', 'text', 'left', 'right'], rows }],
        truth: sums(
          of,
          back.reduce((sum, { cents }) => sum + cents, 0),
        ),
      };
    },
    true,
  ),
  kind('calls and messages apart, and users of whom some left', (of) => {
    const left = (customer: number) => customer % 6 === 4;
    const [calls, messages] = [of.filter(({ i }) => i % 3 > 0), of.filter(({ i }) => i % 3 === 0)];
    return {
      sheets: [
        {
          name: 'rozmowy',
          header: ['id', 'user_id', 'call_date', 'duration'],
          rows: calls.map(({ i, customer, at }) => [
            `${customer}_${i}`,
            `${1000 + customer}`,
            day(at),
            money(1 + (i % 900)),
          ]),
        },
        {
          name: 'wiadomosci',
          header: ['id', 'user_id', 'message_date'],
          rows: messages.map(({ i, customer, at }) => [`${customer}_${i}`, `${1000 + customer}`, day(at)]),
        },
        {
          name: 'users',
          header: ['user_id', 'first_name', 'reg_date', 'plan', 'churn_date'],
          rows: Array.from({ length: 240 }, (_, i) => [
            `${1000 + i}`,
            `Jan ${i}`,
            '2024-01-15',
            i % 2 ? 'surf' : 'ultimate',
            left(i) ? '2024-06-30' : '',
          ]),
        },
      ],
      truth: { usage: { customers: 240, rows: of.length } },
    };
  }),
  kind('sales by group and month, of few customers, with units and margin', (of) => {
    const month = (at: number) => `${clock(at).slice(0, 7)}-28`;
    const group = ({ customer }: Buy) => customer % 9;
    const lines = of.map((buy) => [
      month(buy.at),
      clock(buy.at).slice(0, 4),
      `0${group(buy)}8`,
      `${1 + (buy.i % 17)}`,
      `${2 * (1 + (buy.i % 290))}`,
      money(buy.cents),
      money(Math.round(buy.cents * (0.1 + (buy.i % 7) / 50))),
    ]);
    return {
      sheets: [
        {
          name: 'sprzedaz',
          header: ['data', 'rok', 'numer_gr_klienta', 'numer kategorii', 'ilosc', 'sprzedaz', 'marza'],
          rows: lines,
        },
      ],
      truth: {
        sums: {
          customers: 9,
          orders: new Set(of.map((buy) => `${month(buy.at)} ${group(buy)}`)).size,
          cents: of.reduce((sum, { cents }) => sum + cents, 0),
        },
      },
    };
  }),
];
