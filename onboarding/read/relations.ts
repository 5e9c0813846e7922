import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import type { ColumnProfile, InputProfile } from '../../contracts/profile.ts';
import { nameFit } from '../columns/match-columns.ts';
import { numberOf } from './read-column.ts';
import { ofShape, type Shape, shapeOf } from './shape.ts';
import { into, sqlName, sqlText } from './sql-of-column.ts';

/** What the columns of a table have to do with each other: measured once, whatever they are called. */
export interface Relations {
  /** By column that may be a key. */
  readonly groups: Readonly<Record<string, Groups>>;
  /** The first rows of the table: numbers as numbers, keys as text. */
  readonly rows: readonly NumberRow[];
}

/** Rows of a table by the values of one column. */
export interface Groups {
  readonly keys: number;
  /** Values that stand on several rows. */
  readonly several: number;
  /** Share of the latter whose rows differ in another column, by its name. */
  readonly differing: Readonly<Record<string, number>>;
  /** Share of them that hold sums above and below zero, by the columns of numbers that have both. */
  readonly signs: Readonly<Record<string, number>>;
}

export interface NumberRow {
  readonly numbers: Readonly<Record<string, number | null>>;
  readonly keys: Readonly<Record<string, string | null>>;
}

const mostKeys = 10;
const mostColumns = 64;
const firstRows = 4000;
/** Rows that are looked at: the first, so that orders are whole. */
export const mostRows = 60_000;

/** What a table is about comes before its attributes: times, ids and numbers before words. */
const weight: Readonly<Record<Shape, number>> = {
  time: 0,
  id: 1,
  number: 1,
  count: 1,
  'maybe time': 2,
  clock: 2,
  words: 3,
  text: 3,
  index: 4,
  empty: 5,
};

/** The columns that are compared with each other: all of most tables, of a wide one those that could be of an order. */
function comparedColumns(input: InputProfile): ColumnProfile[] {
  const all = input.columns.filter((column) => shapeOf(column) !== 'empty');
  if (all.length <= mostColumns) return all;
  const rank = (column: ColumnProfile) =>
    saysRole(column) ? -1 : weight[shapeOf(column)] + (column.distinct < 2 ? 4 : 0);
  const kept = [...all].sort((a, b) => rank(a) - rank(b)).slice(0, mostColumns);
  return all.filter((column) => kept.includes(column));
}

/** Called the number of an order or a customer, or an address of one: looked at however many other columns tell rows apart. */
const saysKey = (column: ColumnProfile): number =>
  Number(
    ['order_id', 'customer_id'].some((name) => nameFit('orders', name, column) > 0.75) || isMail(column),
  );

const isMail = ({ sample }: ColumnProfile): boolean =>
  sample.length > 0 && sample.every((value) => /^\S+@\S+\.\S+$/.test(value.trim()));

const saysRole = (column: ColumnProfile): boolean =>
  ['order_id', 'customer_id', 'ordered_at', 'amount', 'quantity', 'product_id', 'kind'].some(
    (name) => nameFit('orders', name, column) > 0.75,
  );

/** What is said of a table too wide to compare all of its columns. */
export function notCompared(input: InputProfile): string[] {
  const compared = comparedColumns(input);
  const others = input.columns.filter(
    (column) => shapeOf(column) !== 'empty' && column.distinct > 1 && !compared.includes(column),
  );
  if (others.length === 0) return [];
  return [`${others.length} of its columns were not compared with the others, ${others[0]?.name} among them`];
}

/** Measures the relations of an input, or of a query over several. */
export async function relate(
  warehouse: Warehouse,
  input: InputProfile,
  table = sqlName(input.name),
): Promise<Relations> {
  const columns = comparedColumns(input);
  const weak = (column: ColumnProfile) => Number(['count', 'words'].includes(shapeOf(column)));
  const keys = ofShape(input, 'id', 'maybe time', 'text', 'count', 'words')
    .filter((column) => column.distinct > (shapeOf(column) === 'words' ? 5 : 2))
    .sort((a, b) => saysKey(b) - saysKey(a) || weak(a) - weak(b) || b.distinct - a.distinct)
    .slice(0, mostKeys);
  await warehouse.create('looked_relations', `select * from ${table} limit ${mostRows}`);
  const groups: [string, Groups][] = [];
  for (const key of keys) groups.push([key.name, await groupsOf(warehouse, key, columns)]);
  return { groups: Object.fromEntries(groups), rows: await numberRows(warehouse, columns, keys) };
}

async function groupsOf(
  warehouse: Warehouse,
  key: ColumnProfile,
  columns: readonly ColumnProfile[],
): Promise<Groups> {
  const others = columns.filter(({ name }) => name !== key.name);
  const counted = others.map((column, i) => `count(distinct nullif(trim(${sqlText(column)}), '')) as d_${i}`);
  const differ = others.map((_, i) => `count_if(n > 1 and d_${i} > 1) as v_${i}`);
  const signed = others.filter(hasBothSigns);
  const ends = signed.map(
    (column, i) => `min(${asNumber(column)}) as lo_${i}, max(${asNumber(column)}) as hi_${i}`,
  );
  const both = signed.map((_, i) => `count_if(n > 1 and lo_${i} < 0 and hi_${i} > 0) as s_${i}`);
  const [row] = await warehouse.rows(
    `select ${['count(*) as keys', 'count_if(n > 1) as several', ...differ, ...both].join(', ')} from (
       select ${sqlText(key)} as k, ${['count(*) as n', ...counted, ...ends].join(', ')}
       from looked_relations where nullif(trim(${sqlText(key)}), '') is not null group by 1) g`,
  );
  const several = Number(row?.several ?? 0);
  const share = (name: string) => (several === 0 ? 0 : Number(row?.[name] ?? 0) / several);
  return {
    keys: Number(row?.keys ?? 0),
    several,
    differing: Object.fromEntries(others.map(({ name }, i) => [name, share(`v_${i}`)])),
    signs: Object.fromEntries(signed.map(({ name }, i) => [name, share(`s_${i}`)])),
  };
}

const isNumber = (column: ColumnProfile): boolean => ['number', 'count'].includes(shapeOf(column));

const hasBothSigns = (column: ColumnProfile): boolean =>
  isNumber(column) && column.sample.some((value) => /^\W*[-−(]/.test(value));

async function numberRows(
  warehouse: Warehouse,
  columns: readonly ColumnProfile[],
  keys: readonly ColumnProfile[],
): Promise<NumberRow[]> {
  const numbers = columns.filter(isNumber);
  const selected = [
    ...numbers.map((column, i) => `${asNumber(column)} as n_${i}`),
    ...keys.map((column, i) => `nullif(trim(${sqlText(column)}), '') as k_${i}`),
  ];
  if (selected.length === 0) return [];
  const rows = await warehouse.rows(`select ${selected.join(', ')} from looked_relations limit ${firstRows}`);
  const number = (value: unknown) => (value === null || value === undefined ? null : Number(value));
  return rows.map((row) => ({
    numbers: Object.fromEntries(numbers.map(({ name }, i) => [name, number(row[`n_${i}`])])),
    keys: Object.fromEntries(
      keys.map(({ name }, i) => [name, row[`k_${i}`] == null ? null : String(row[`k_${i}`])]),
    ),
  }));
}

function asNumber(column: ColumnProfile): string {
  const sql = numberOf(column)?.sql;
  return `try_cast(${sql === undefined ? sqlName(column.name) : into(sql, column)} as double)`;
}

/** Almost every value of the key stands with one value of the other column. */
const fewExceptions = 0.02;

/** Whether a key tells another column: an order its customer, a product its price. Trivially so where no key comes twice. */
export const determines = ({ groups }: Relations, key: string, other: string): boolean =>
  key === other || (groups[key]?.differing[other] ?? 1) <= fewExceptions;

/** Share of the sampled rows in which a relation of numbers holds to a hundredth or two, of those that have them all. */
export function holds(
  { rows }: Relations,
  columns: readonly string[],
  test: (values: readonly number[]) => number,
): number {
  let all = 0;
  let good = 0;
  for (const { numbers } of rows) {
    const values = columns.map((name) => numbers[name]);
    if (values.some((value) => value === null || value === undefined)) continue;
    all++;
    const [first = 0] = values as number[];
    if (Math.abs(test(values as number[])) <= 0.011 + 1e-6 * Math.abs(first)) good++;
  }
  return all < 10 ? 0 : good / all;
}
