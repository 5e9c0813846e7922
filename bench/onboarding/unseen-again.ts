import type { Business, Truth } from './businesses.ts';
import { plainly, type Sheet, type Writing, writeSheets } from './files.ts';
import { type Buy, buys, clock, money, sums } from './met-later.ts';

/**
 * More traits of no list, made up by somebody who had not seen the code behind the door: habits of ledgers and spreadsheets
 * that change what a row is, whose it is, or what it is worth.
 */

interface Made {
  readonly sheets: readonly Sheet[];
  readonly truth: Truth;
  readonly writing?: Partial<Writing>;
}

const kind = (name: string, make: (of: readonly Buy[]) => Made): Business => ({
  name,
  short: false,
  write: (folder) => {
    const { sheets, truth, writing } = make(buys());
    return { files: writeSheets(folder, sheets, { ...plainly, ...writing }), truth };
  },
});

const day = (at: number): string => clock(at).slice(0, 10);
const pad = (value: number, digits: number): string => String(value).padStart(digits, '0');
const comma = (cents: number): string => money(cents).replace('.', ',');
const who = (customer: number): string => `K${pad(customer * 37 + 1000, 5)}`;
const receipt = (i: number): string => `A${20000 + i}`;
const centsOf = (of: readonly Buy[]): number => of.reduce((sum, { cents }) => sum + cents, 0);
const every = (of: readonly Buy[], n: number, at: number): Buy[] => of.filter(({ i }) => i % n === at);

/** Four columns of a receipt, a cell of which a trait may write in its own way. */
const plainRow = ({ i, customer, at, cents }: Buy): string[] => [
  receipt(i),
  who(customer),
  day(at),
  money(cents),
];
const basque = ['Agiria', 'Eroslea', 'Eguna', 'Zenbatekoa'];

/** One table, with the day or the amount of each row in a habit. */
const written = (
  name: string,
  header: readonly string[],
  cells: (buy: Buy) => readonly string[],
  writing: Partial<Writing> = {},
): Business =>
  kind(name, (of) => ({
    sheets: [{ name: 'liburua', header, rows: of.map(cells) }],
    truth: sums(of),
    writing,
  }));

const dated = (name: string, write: (at: number) => string): Business =>
  written(name, basque, (buy) => plainRow(buy).with(2, write(buy.at)));

const vilnius = ['sausio', 'vasario', 'kovo', 'balandžio', 'gegužės', 'birželio', 'liepos'];
const clock12 = (at: number): string => {
  const [hour, minute] = [new Date(at).getUTCHours(), clock(at).slice(14, 16)];
  return `${hour % 12 === 0 ? 12 : hour % 12}:${minute} ${hour < 12 ? 'πμ' : 'μμ'}`;
};
const dayOfYear = (at: number): number => Math.floor((at - Date.UTC(2024, 0, 1)) / 86_400_000) + 1;
/** 2024 began on a Monday. */
const weekDay = (at: number): string => {
  const n = dayOfYear(at) - 1;
  return `2024-W${pad(Math.floor(n / 7) + 1, 2)}-${(n % 7) + 1}`;
};

const days: readonly Business[] = [
  dated('days of a Buddhist year', (at) => {
    const [year, month, date] = day(at).split('-');
    return `${date}/${month}/${Number(year) + 543}`;
  }),
  dated('/Date(…)/ of .NET', (at) => `/Date(${at})/`),
  dated('days of ISO weeks', weekDay),
  dated('days counted within the year', (at) => `2024-${pad(dayOfYear(at), 3)}`),
  dated('days in Lithuanian words', (at) => {
    const [year, month, date] = day(at).split('-').map(Number);
    return `${year} m. ${vilnius[month! - 1]} ${date} d.`;
  }),
  dated('a Greek clock of twelve hours', (at) => {
    const [year, month, date] = day(at).split('-');
    return `${date}/${month}/${year} ${clock12(at)}`;
  }),
];

const amounts: readonly Business[] = [
  kind('a minus behind what is paid back', (of) => {
    const back = every(of, 17, 4);
    const line = ({ i, customer, at, cents }: Buy, sign: string, no: string) => [
      `${no}${i}`,
      who(customer),
      day(at).replaceAll('-', ''),
      `${comma(cents)}${sign}`,
    ];
    const rows = [...of.map((buy) => line(buy, '', '18000')), ...back.map((buy) => line(buy, '-', '19000'))];
    return {
      sheets: [{ name: 'BSID', header: ['BELNR', 'KUNNR', 'BUDAT', 'DMBTR'], rows }],
      truth: sums(of, centsOf(back)),
      writing: { delimiter: ';' },
    };
  }),
  kind('a letter for each side of the ledger', (of) => {
    const back = every(of, 19, 3);
    const line = (buy: Buy, side: string, no: string) => [`${no}${buy.i}`, ...plainRow(buy).slice(1), side];
    const rows = [...of.map((buy) => line(buy, 'D', 'S')), ...back.map((buy) => line(buy, 'K', 'G'))];
    return {
      sheets: [{ name: 'knyga', header: ['Nr', 'Pirkėjas', 'Kada', 'Suma', 'Pusė'], rows }],
      truth: sums(of, centsOf(back)),
    };
  }),
  kind('a reversal names the receipt that it undoes', (of) => {
    const back = every(of, 23, 5);
    const rows = [
      ...of.map((buy) => [...plainRow(buy), '']),
      ...back.map((buy) => [`B${buy.i}`, ...plainRow(buy).slice(1), receipt(buy.i)]),
    ];
    return {
      sheets: [{ name: 'kvitteringer', header: ['bilag', 'kjøper', 'dag', 'beløp', 'motbilag'], rows }],
      truth: sums(of, centsOf(back)),
    };
  }),
  written('amounts in thousands', ['Agiria', 'Eroslea', 'Eguna', 'Diru-sarrerak (k€)'], (buy) =>
    plainRow(buy).with(3, `0.${pad(buy.cents, 5)}`),
  ),
  kind('signs of two currencies in one column', (of) => ({
    sheets: [
      {
        name: 'liburua',
        header: basque,
        rows: of.map((buy) => plainRow(buy).with(3, `${buy.i % 6 === 1 ? '£' : '€'}${money(buy.cents)}`)),
      },
    ],
    // no sum is right without a rate
    truth: { sums: { ...sums(of).sums!, cents: -1 } },
  })),
  kind('three things and their prices beside each other', (of) => ({
    sheets: [
      {
        name: 'liburua',
        header: ['Agiria', 'Eroslea', 'Eguna', 'Gauza1', 'Prezioa1', 'Gauza2', 'Prezioa2'],
        rows: of.map((buy) => {
          const first = buy.i % 3 === 0 ? buy.cents : Math.floor(buy.cents * 0.6);
          const second = buy.cents - first;
          return [
            ...plainRow(buy).slice(0, 3),
            `g${buy.i % 9}`,
            money(first),
            ...(second > 0 ? [`g${buy.i % 7}`, money(second)] : ['', '']),
          ];
        }),
      },
    ],
    truth: sums(of),
  })),
];

const people: readonly Business[] = [
  kind('members numbered anew in each branch', (of) => {
    const branch = (customer: number) => ['Norr', 'Söder', 'Väst'][customer % 3]!;
    const member = (customer: number) => String(100 + Math.floor(customer / 3));
    const buyers = [...new Set(of.map(({ customer }) => customer))].sort((a, b) => a - b);
    return {
      sheets: [
        {
          name: 'kvitton',
          header: ['kvitto', 'butik', 'medlem', 'dag', 'belopp'],
          rows: of.map((buy) => [
            receipt(buy.i),
            branch(buy.customer),
            member(buy.customer),
            day(buy.at),
            money(buy.cents),
          ]),
        },
        {
          name: 'medlemmar',
          header: ['butik', 'medlem', 'namn'],
          rows: buyers.map((customer) => [branch(customer), member(customer), `Namn ${customer}`]),
        },
      ],
      truth: sums(of),
    };
  }),
  kind('the buyer on the first row of a block alone', (of) => {
    const sorted = [...of].sort((a, b) => a.customer - b.customer || a.at - b.at);
    const rows = sorted.map((buy, i) =>
      sorted[i - 1]?.customer === buy.customer ? plainRow(buy).with(1, '') : plainRow(buy),
    );
    return { sheets: [{ name: 'liburua', header: basque, rows }], truth: sums(of) };
  }),
  kind('one number for whoever has none', (of) => {
    const rows = of.map((buy) => (buy.i % 4 === 2 ? plainRow(buy).with(1, 'K99999') : plainRow(buy)));
    return {
      sheets: [{ name: 'liburua', header: basque, rows }],
      truth: sums(of.filter(({ i }) => i % 4 !== 2)),
    };
  }),
  written('addresses typed in either case', ['Agiria', 'Posta', 'Eguna', 'Zenbatekoa'], (buy) => {
    const address = `bezeroa${buy.customer}@posta.eus`;
    return plainRow(buy).with(
      1,
      buy.i % 3 === 0 ? address.toUpperCase() : buy.i % 5 === 0 ? ` ${address}` : address,
    );
  }),
];

const rowsApart: readonly Business[] = [
  kind('the header again each month', (of) => ({
    sheets: [
      {
        name: 'liburua',
        header: basque,
        rows: of.flatMap((buy, i) =>
          i > 0 && day(buy.at).slice(0, 7) !== day(of[i - 1]!.at).slice(0, 7)
            ? [basque, plainRow(buy)]
            : [plainRow(buy)],
        ),
      },
    ],
    truth: sums(of),
  })),
  kind('a subtotal after each month', (of) => {
    const months = [...new Set(of.map(({ at }) => day(at).slice(0, 7)))];
    const rows = months.flatMap((month) => {
      const own = of.filter(({ at }) => day(at).startsWith(month));
      return [
        ...own.map(plainRow),
        ['Guztira', '', own.map(({ at }) => day(at)).at(-1)!, money(centsOf(own))],
      ];
    });
    return { sheets: [{ name: 'liburua', header: basque, rows }], truth: sums(of) };
  }),
  kind('an order again for each version', (of) => ({
    sheets: [
      {
        name: 'ordrer',
        header: ['ordre', 'kjøper', 'dag', 'sum', 'utgave'],
        rows: of.flatMap((buy) => {
          const row = plainRow(buy);
          const last = (buy.i % 4) + 1;
          return Array.from({ length: last }, (_, at) => [
            ...row.with(3, money(at + 1 === last ? buy.cents : buy.cents - 100 * (at + 1))),
            String(at + 1),
          ]);
        }),
      },
    ],
    truth: sums(of),
  })),
  kind('an order again at each step, in words of nobody', (of) => ({
    sheets: [
      {
        name: 'logas',
        header: ['ref', 'nork', 'noiz', 'urratsa', 'guztira'],
        rows: of.flatMap((buy) =>
          ['ruke', 'mave', 'zelo'].map((step, k) => [
            receipt(buy.i),
            who(buy.customer),
            clock(buy.at + k * 3_600_000),
            step,
            money(buy.cents),
          ]),
        ),
      },
    ],
    truth: sums(of),
  })),
  kind('a column for each month', (of) => {
    const months = ['2024-02', '2024-03', '2024-04', '2024-05', '2024-06', '2024-07'];
    const buyers = [...new Set(of.map(({ customer }) => customer))];
    const rows = buyers.map((customer) => {
      const own = of.filter((buy) => buy.customer === customer);
      return [
        who(customer),
        ...months.map((m) => money(centsOf(own.filter(({ at }) => day(at).startsWith(m))))),
      ];
    });
    return {
      sheets: [{ name: 'hilabeteka', header: ['Eroslea', ...months], rows }],
      truth: { sums: { customers: buyers.length, orders: -1, cents: centsOf(of) } },
    };
  }),
];

export const unseenAgain: readonly Business[] = [...days, ...amounts, ...people, ...rowsApart];
