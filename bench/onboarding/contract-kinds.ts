import { randomStream } from '../../models/numerics.ts';
import type { Business, Truth } from './businesses.ts';
import { plainly, type Sheet, writeSheets } from './files.ts';

/** Contracts of which a part stands in another file, or nowhere; and tables that look like contracts and are none. */

const dayMs = 86_400_000;
const from = Date.UTC(2021, 3, 5);
const days = 900;
const iso = (day: number): string => new Date(from + day * dayMs).toISOString().slice(0, 10);

interface Contract {
  readonly i: number;
  readonly start: number;
  readonly end: number | null;
  readonly fee: string;
}

/** Contracts of 180 customers, one each, of which about two in five have ended. */
function made(): Contract[] {
  const random = randomStream(47, 'contract-kinds');
  return Array.from({ length: 180 }, (_, i) => {
    const start = random.integer(640);
    const end = start + 70 + random.integer(500);
    const fee = ['14.90', '39.00', '99.00'][i % 3] ?? '';
    return { i, start, end: end < days && random.uniform() < 0.6 ? end : null, fee };
  });
}

const id = ({ i }: Contract): string => `MX-${4000 + 7 * i}`;
const who = ({ i }: Contract): string => `party/${300 + i}`;
const endsOf = (of: readonly Contract[]): Contract[] => of.filter(({ end }) => end !== null);
const last = ({ end }: Contract): number => end ?? days;

/** A payment each 30 days while it lasts. */
const payments = (of: readonly Contract[]): string[][] =>
  of.flatMap((one) => {
    const n = Math.floor((last(one) - 1 - one.start) / 30) + 1;
    return Array.from({ length: n }, (_, k) => [id(one), iso(one.start + 30 * k), one.fee]);
  });

function kind(name: string, make: (of: readonly Contract[]) => { sheets: Sheet[]; truth?: Truth }): Business {
  return {
    name,
    short: inGate.includes(name),
    write: (folder) => {
      const of = made();
      const { sheets, truth = whole(of) } = make(of);
      return { files: writeSheets(folder, sheets, plainly), truth };
    },
  };
}

/** What the gate runs of them. */
const inGate = ['contracts, ends in a file of leavers', 'branches stand where the customer should'];

const whole = (of: readonly Contract[]): Truth => ({
  contracts: { customers: of.length, ends: endsOf(of).length },
});

const header = ['membership_id', 'member', 'start_date', 'tier'];
const core = (one: Contract): string[] => [id(one), who(one), iso(one.start), `T${one.i % 3}`];

const charges = (of: readonly Contract[]): Sheet => ({
  name: 'charges',
  header: ['membership_id', 'charged_on', 'amount'],
  rows: payments(of),
});

export const contractKinds: readonly Business[] = [
  kind('contracts, the fee in a table of payments', (of) => ({
    sheets: [
      {
        name: 'memberships',
        header: [...header, 'end_date'],
        rows: of.map((one) => [...core(one), one.end === null ? '' : iso(one.end)]),
      },
      charges(of),
    ],
  })),
  kind('contracts, ends told in a log', (of) => ({
    sheets: [
      { name: 'memberships', header, rows: of.map(core) },
      charges(of),
      {
        name: 'membership_log',
        header: ['membership_id', 'what', 'on_day'],
        rows: of.flatMap((one) => [
          [id(one), 'opened', iso(one.start)],
          ...(one.end === null ? [] : [[id(one), 'terminated', iso(one.end)]]),
        ]),
      },
    ],
  })),
  kind('contracts, ends in a file of leavers', (of) => ({
    sheets: [
      { name: 'memberships', header: [...header, 'mrr'], rows: of.map((one) => [...core(one), one.fee]) },
      {
        name: 'cancellations',
        header: ['membership_id', 'day', 'why'],
        rows: endsOf(of).map((one) => [id(one), iso(last(one)), one.i % 2 ? 'moved' : 'price']),
      },
    ],
  })),
  kind('contracts, no fee anywhere', (of) => ({
    sheets: [
      {
        name: 'subscriptions',
        header: ['subscription_id', 'user_id', 'plan', 'start_date', 'end_date'],
        rows: of.map((one) => [
          id(one),
          who(one),
          `T${one.i % 3}`,
          iso(one.start),
          one.end === null ? '' : iso(one.end),
        ]),
      },
    ],
  })),
  kind('contracts by how long they last, in no known word', (of) => ({
    sheets: [
      {
        name: 'regels',
        header: ['volgnr', 'relatie', 'ingang', 'afloop', 'soort', 'bedrag'],
        rows: of.map((one) => [
          id(one),
          `rel-${one.i % 90}`,
          iso(one.start),
          one.end === null ? '' : iso(one.end),
          `S${one.i % 4}`,
          `${(Number(one.fee) + (one.i % 60) / 100).toFixed(2)}`,
        ]),
      },
    ],
    truth: { contracts: { customers: 90, ends: endsOf(of).length } },
  })),
  kind('payments of contracts that have ended still count', (of) => {
    const paid = payments(of);
    const cents = paid.reduce((sum, [, , fee]) => sum + Math.round(100 * Number(fee)), 0);
    return {
      sheets: [
        charges(of),
        {
          name: 'accounts',
          header: ['membership_id', 'client', 'state'],
          rows: of.map((one) => [id(one), who(one), one.end === null ? 'active' : 'cancelled']),
        },
      ],
      truth: { sums: { customers: of.length, orders: paid.length, cents } },
    };
  }),
  kind('a log that speaks of cancelling is no end', (of) => ({
    sheets: [
      { name: 'memberships', header: [...header, 'mrr'], rows: of.map((one) => [...core(one), one.fee]) },
      {
        name: 'clicks',
        header: ['membership_id', 'action', 'at_day'],
        rows: of.flatMap((one) =>
          ['home', 'cancel page', 'home', 'search'].map((what, k) => [
            id(one),
            what,
            iso(one.start + 20 * k),
          ]),
        ),
      },
    ],
    truth: { contracts: { customers: of.length, ends: 0 } },
  })),
  kind('a month stands for the day', (of) => {
    const paid = payments(of);
    const cents = paid.reduce((sum, [, , fee]) => sum + Math.round(100 * Number(fee)), 0);
    const rows = paid.map(([contract = '', day = '', fee = ''], i) => [
      `L${i}`,
      contract,
      day.slice(0, 7),
      fee,
    ]);
    const sheet: Sheet = { name: 'billing', header: ['line', 'client', 'period', 'sum'], rows };
    return { sheets: [sheet], truth: { sums: { customers: of.length, orders: rows.length, cents } } };
  }),
  kind('branches stand where the customer should', (of) => {
    const rows = payments(of).map(([, day = '', fee = ''], i) => [
      `P${i}`,
      day,
      `F${1 + ((i * 13) % 35)}`,
      fee,
    ]);
    const sheet: Sheet = { name: 'tickets_caisse', header: ['num', 'jour', 'magasin', 'montant'], rows };
    return { sheets: [sheet], truth: { sums: { customers: 0, orders: rows.length, cents: 0 } } };
  }),
  kind('movements of a fee are no orders', (of) => {
    const words = ['new', 'upgrade', 'downgrade', 'lost'];
    const rows = of.flatMap((one) =>
      words
        .filter((_, k) => k < 2 + (one.i % 3))
        .map((word, k) => [`V${one.i}-${k}`, who(one), iso(one.start + 45 * k), word, one.fee]),
    );
    const sheet: Sheet = {
      name: 'movements',
      header: ['entry', 'client', 'date', 'transaction_type', 'amount'],
      rows,
    };
    return { sheets: [sheet], truth: { sums: { customers: of.length, orders: 0, cents: 0 } } };
  }),
  kind('a warranty is no contract', (of) => {
    const rows = payments(of).map(([contract = '', day = '', fee = ''], i) => [
      `B${i}`,
      contract,
      day,
      i % 5 ? iso(Math.round((Date.parse(day) - from) / dayMs) + 730) : '',
      fee,
    ]);
    const cents = rows.reduce((sum, row) => sum + Math.round(100 * Number(row[4])), 0);
    const sheet: Sheet = {
      name: 'sales',
      header: ['order_no', 'customer', 'order_date', 'warranty_until', 'total'],
      rows,
    };
    return { sheets: [sheet], truth: { sums: { customers: of.length, orders: rows.length, cents } } };
  }),
];
