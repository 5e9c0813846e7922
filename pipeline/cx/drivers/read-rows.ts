import type { DoseRows } from '../../../models/effects.ts';
import { literal } from '../../sql/sql-text.ts';
import { readNumbers } from '../../tables/read-numbers.ts';
import { clear } from '../../tables/unload-rows.ts';
import { placeColumns } from '../place-columns.ts';
import type { Driver } from './driver.ts';
import type { Setting } from './setting.ts';

/** Rows of one driver, and the answers that came after them, NaN where none did. */
export interface DriverRows extends Omit<DoseRows, 'outcomes'> {
  readonly driver: Driver;
  readonly kept: Float64Array;
  readonly margin: Float64Array;
  readonly next: ReadonlyMap<string, Float64Array>;
}

/** What was known of a customer before, by which similar customers are found. */
const numbers = [
  'orders_90',
  'orders_365',
  'spent_365',
  'margin_90',
  'margin_365',
  'late_365',
  'recency_days',
  'has_not_bought',
  'tenure_days',
  'cases_90',
  'cases_365',
  'cases_open',
  'days_30',
  'days_90',
] as const;

const words = ['segment', 'country', 'acquisition_channel', 'about_a', 'about_b', 'month'] as const;
/** Words that stand by themselves; the rarer ones are one group. */
const mostValues = 40;
const fewestOfValue = 20;
/** A time of less than a minute counts as one. */
const shortest = 60;

/** Reads the rows of every driver into memory, column by column. */
export async function readRows(setting: Setting): Promise<DriverRows[]> {
  const { warehouse, store, prefix, drivers } = setting;
  const codes = await codesOf(setting);
  const asked = drivers.filter(({ kind }) => kind === 'subjective').map(({ name }) => name);
  const columns = [
    ...['place', 'customer', 'dose', 'kept', 'margin', ...numbers].map((name) => `d.${name}`),
    ...words.map((word) => `${codeSelect(word, codes.get(word) ?? [])} as ${word}_code`),
  ];
  const next = asked.map(
    (name) => `max(case when n.next_driver = ${literal(name)} then n.score end) as next_${name}`,
  );
  const nexts = asked.map((name) => `x.next_${name}`);
  const select = `select d.row_id, ${[...columns, ...nexts].map(asDouble).join(', ')} from driver_data d
    ${asked.length === 0 ? '' : `left join (select n.row_id, ${next.join(', ')} from driver_next n group by n.row_id) x on x.row_id = d.row_id`}`;
  await clear(store, prefix);
  const files = await warehouse.unload(select, prefix, { orderBy: ['row_id'] });
  const names = [...columns, ...nexts].map(nameOf);
  const read = await readNumbers(store, files, names, Number.NaN);
  await clear(store, prefix);
  return drivers.map((driver, place) => rowsOf(driver, place, { read, codes, asked }));
}

const nameOf = (column: string): string =>
  / as (\w+)$/.exec(column)?.[1] ?? column.slice(column.indexOf('.') + 1);

const asDouble = (column: string): string =>
  `cast(${column.replace(/ as \w+$/, '')} as double) as ${nameOf(column)}`;

const codeSelect = (word: string, values: readonly string[]): string =>
  values.length === 0
    ? '0'
    : `case ${values.map((value, i) => `when d.${word} = ${literal(value)} then ${i + 1}`).join(' ')} else 0 end`;

/** The most frequent values of each word. */
async function codesOf({ warehouse }: Setting): Promise<Map<string, string[]>> {
  const dimensions = words.map((name) => ({ name, column: name }));
  const found = await warehouse.rows(
    `select dimension, value from (
       select dimension, value, row_number() over (partition by dimension order by n desc, value) as nth
       from (
         select ${placeColumns(dimensions)}, count(*) as n from driver_data d
         group by grouping sets (${words.map((word) => `(${word})`).join(', ')})
       ) c where value is not null and n >= ${fewestOfValue}
     ) q where nth <= ${mostValues} order by dimension, nth`,
  );
  const codes = new Map<string, string[]>();
  for (const { dimension, value } of found)
    codes.set(String(dimension), [...(codes.get(String(dimension)) ?? []), String(value)]);
  return codes;
}

interface Read {
  readonly read: ReadonlyMap<string, Float64Array>;
  readonly codes: ReadonlyMap<string, readonly string[]>;
  readonly asked: readonly string[];
}

/** A driver's rows stand together; there may be none. */
function rowsOf(driver: Driver, place: number, { read, codes, asked }: Read): DriverRows {
  const places = read.get('place')!;
  const from = Math.max(0, places.indexOf(place));
  const to = places.lastIndexOf(place) + 1;
  const column = (name: string) => read.get(name)!.subarray(from, to);
  const flags = words.flatMap((word) =>
    flagsOf(column(`${word}_code`)).map(({ code, values }) => ({
      name: `${word} ${code === 0 ? 'other' : codes.get(word)![code - 1]}`,
      values,
    })),
  );
  const covariates = [...numbers.map((name) => ({ name, values: column(name) })), ...flags];
  const dose = column('dose');
  return {
    driver,
    customer: Int32Array.from(column('customer')),
    dose: driver.isTime ? dose.map((seconds) => Math.log2(Math.max(shortest, seconds))) : dose,
    kept: column('kept'),
    margin: column('margin'),
    covariates: covariates.filter(({ values }) => values.some((value) => value !== values[0])),
    next:
      driver.kind === 'operational'
        ? new Map(asked.map((name) => [name, column(`next_${name}`)]))
        : new Map(),
  };
}

/** A column for each value of a word but the most frequent, which the others are held against. */
function flagsOf(codes: Float64Array): { code: number; values: Float64Array }[] {
  const counts = new Map<number, number>();
  for (const code of codes) counts.set(code, (counts.get(code) ?? 0) + 1);
  const known = [...counts].filter(([, n]) => n >= fewestOfValue).sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  return known.slice(1).map(([code]) => ({ code, values: codes.map((one) => Number(one === code)) }));
}
