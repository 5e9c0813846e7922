import type { SourceName } from '../../contracts/sources/column.ts';
import type { Business } from './businesses.ts';
import { dates } from './dialects.ts';
import { beside, comments, topics } from './service.ts';

/** Tables with one row for each customer that are no tables of customers. */

const dayMs = 86_400_000;
const from = Date.UTC(2022, 0, 1);
const dayOf = (day: number): string => dates.iso(from + day * dayMs);

interface OnceEach {
  readonly name: string;
  readonly header: readonly string[];
  /** Every how many customers one has a row. */
  readonly every: number;
  /** What stands beside the customer. @param day one after their first order */
  readonly cells: (i: number, day: number) => readonly string[];
  /** Null where it is none. */
  readonly source: SourceName | null;
}

/** One row for some customers, or for all, of what happened once they were there; nothing here is a table of customers. */
export const onceEach = (name: string, what: OnceEach, short = false): Business => ({
  ...beside(name, (orders) => {
    const first = new Map<string, number>();
    for (const [, customer = '', at = ''] of orders.rows) {
      const day = Math.round((Date.parse(at) - from) / dayMs);
      first.set(customer, Math.min(day, first.get(customer) ?? day));
    }
    const last = Math.max(...orders.rows.map(([, , at = '']) => Math.round((Date.parse(at) - from) / dayMs)));
    const after = (day: number, i: number) =>
      day + 1 + Math.floor(((last - day - 8) * ((i * 37) % 101)) / 100);
    const rows = [...first]
      .filter(([, day]) => day < last - 9)
      .filter((_, i) => i % what.every === 0)
      .map(([customer, day], i) => [customer, ...what.cells(i, after(day, i))]);
    const sheet = { name: what.name, header: [...what.header], rows };
    return { sheets: [sheet], rows: what.source === null ? {} : { [what.source]: rows.length } };
  }),
  short,
});

/** Answers of a third and of all, and cases with the later time in front. */
export const onceEachKinds: readonly Business[] = [
  onceEach(
    'answers of one customer in three',
    {
      ...{ name: 'antworten', header: ['kunde', 'am', 'nps', 'kommentar'], every: 3, source: 'surveys' },
      cells: (i, day) => [dayOf(day), String((i * 7) % 11), comments[i % 5] ?? ''],
    },
    true,
  ),
  onceEach('a wave to everybody', {
    ...{ name: 'fala', header: ['klient', 'dzien', 'punkty', 'slowa'], every: 1, source: 'surveys' },
    cells: (i, day) => [dayOf(day), String(1 + ((i * 3) % 5)), comments[i % 5] ?? ''],
  }),
  onceEach('cases once each, their end in front', {
    ...{ name: 'meldungen', header: ['kundennr', 'zu', 'auf', 'nr', 'thema'], every: 4, source: 'tickets' },
    cells: (i, day) => [
      dayOf(day + 1 + (i % 4)),
      dayOf(day),
      `M-${900 + i}`,
      topics[i % topics.length] ?? '',
    ],
  }),
  onceEach('those who left, once each', {
    ...{ name: 'abgang', header: ['kunde', 'tag', 'grund'], every: 3, source: null },
    cells: (i, day) => [dayOf(day), i % 2 ? 'price' : 'moved'],
  }),
];
