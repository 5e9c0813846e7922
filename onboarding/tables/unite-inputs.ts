import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import type { ColumnProfile, InputProfile, ValueCount } from '../../contracts/profile.ts';
import type { SourceName } from '../../contracts/sources/column.ts';
import { find, proposeColumns, sqlOf } from '../columns/propose-columns.ts';
import { mostRows, relate } from '../read/relations.ts';
import { sqlName, sqlText } from '../read/sql-of-column.ts';
import { overlap, readFrom } from './related-input.ts';
import { type Recognised, recogniseAs } from './which-source.ts';

/** Sources that come in files of different shape: mails and text messages, calls and chats, one survey and another. */
const mayDiffer: readonly SourceName[] = ['events', 'tickets', 'surveys', 'touches'];

/** One column of the union: its name there and, for each input, what it selects. */
interface United {
  readonly name: string;
  readonly parts: readonly ColumnProfile[];
  readonly sql: readonly string[];
}

/**
 * Several inputs of one source as one, by UNION ALL: files of equal columns (a year or a country each), or, for sources
 * that come so, of different ones. Null where their columns do not go together.
 */
export async function uniteInputs(
  warehouse: Warehouse,
  parts: readonly Recognised[],
): Promise<Recognised | null> {
  const source = parts[0]?.source;
  if (source === undefined) return null;
  const alike = goByName(parts);
  if (!alike && !mayDiffer.includes(source)) return null;
  if (source === 'customers' && areOfTwoKinds(parts)) return null;
  const columns = [
    ...(alike ? namedColumns(parts) : ownColumns(parts)),
    ...kindOfSurvey(parts),
    ...nameOfVisits(parts),
  ];
  const inputs = parts.flatMap((part) => part.inputs);
  const answers = parts[0]?.input.answers ?? {};
  const input = { ...profileOf(source, parts, columns), answers };
  // of each its first rows, or only those of the first would be seen
  const looked = queryOf(parts, columns, Math.ceil(mostRows / parts.length));
  const relations = await relate(warehouse, input, `(\n${looked}\n) t`);
  return recogniseAs(source, { ...input, relations, query: queryOf(parts, columns), parts: inputs });
}

const columnNames = (input: InputProfile): string[] => input.columns.map(({ name }) => name);

/**
 * Files of one table, a month or a shop each, whose columns have come and gone: what the contract's columns are called is
 * the same in all, and most of the other names are. Where all names are the same, it does not matter what is seen in a
 * few rows.
 */
function goByName(parts: readonly Recognised[]): boolean {
  const [first, ...others] = parts as [Recognised, ...Recognised[]];
  const roles = ({ matches, order }: Recognised) =>
    [
      ...matches.filter(({ name }) => keys.test(name)).map(({ name, column }) => `${name}=${column.name}`),
      ...(order ? [order.amount.role.kind] : []),
    ].sort();
  const own = columnNames(first.input);
  return others.every((other) => {
    const names = columnNames(other.input);
    const shared = names.filter((name) => own.includes(name)).length;
    const most = Math.max(own.length, names.length);
    return isWhole(shared, most) || (roles(other).join() === roles(first).join() && 2 * shared >= most);
  });
}

/** Customers and goods have names and a day on which they were entered, and both are numbered from one. */
function areOfTwoKinds(parts: readonly Recognised[]): boolean {
  const [first, ...others] = parts as [Recognised, ...Recognised[]];
  const own = find(first, 'customer_id')?.column;
  return others.some((other) => {
    const key = find(other, 'customer_id')?.column;
    return own && key && !isSameTable(first.input, other.input) && overlap(key, own).plain >= 0.5;
  });
}

const isWhole = (shared: number, of: number): boolean => shared === of && of >= 4;

/** Whether two inputs have the same columns, and so many that this is no chance. */
export const isSameTable = (a: InputProfile, b: InputProfile): boolean => {
  const [own, names] = [a, b].map((input) => columnNames(input).sort());
  return own?.join('\n') === names?.join('\n') && isWhole(own?.length ?? 0, names?.length ?? 0);
};

const keys = /^(order_id|customer_id|ordered_at|amount|started_at|ended_at|monthly_amount|happened_at)$/;

const columnOf = (input: InputProfile, name: string): ColumnProfile | undefined =>
  input.columns.find((column) => column.name === name);

function namedColumns(parts: readonly Recognised[]): United[] {
  const names = [...new Set(parts.flatMap(({ input }) => columnNames(input)))];
  return names.map((name) =>
    united(
      name,
      parts.map(({ input }) => columnOf(input, name)),
    ),
  );
}

/** Columns of the contract under the contract's names, and what all inputs have under a name of their own. */
function ownColumns(parts: readonly Recognised[]): United[] {
  const names = [...new Set(parts.flatMap(({ matches }) => matches.map(({ name }) => name)))];
  const used = new Set(parts.flatMap(({ matches }) => matches.map(({ column }) => column.name)));
  const shared = columnNames(parts[0]?.input as InputProfile).filter(
    (name) =>
      !used.has(name) &&
      !names.includes(name) &&
      parts.every(({ input }) => columnOf(input, name) !== undefined),
  );
  return [
    ...names.map((name) =>
      united(
        name,
        parts.map((part) => find(part, name)?.column),
      ),
    ),
    ...shared.map((name) =>
      united(
        name,
        parts.map(({ input }) => columnOf(input, name)),
      ),
    ),
  ];
}

function united(name: string, columns: readonly (ColumnProfile | undefined)[]): United {
  const parts = columns.filter((column) => column !== undefined);
  const types = new Set(parts.map(({ type }) => type));
  const plain = types.size === 1 && parts.length === columns.length;
  const sql = columns.map((column) => {
    if (column === undefined) return `cast(null as varchar) as ${sqlName(name)}`;
    const text = plain ? sqlName(column.name) : sqlText(column);
    return text === sqlName(name) ? text : `${text} as ${sqlName(name)}`;
  });
  const type = plain ? (parts[0]?.type ?? 'varchar') : 'varchar';
  return { name, sql, parts: parts.map((column) => ({ ...column, name, type })) };
}

/** Where no column says which survey a row is of, its file does. */
function kindOfSurvey(parts: readonly Recognised[]): United[] {
  if (parts.some((part) => part.source !== 'surveys' || find(part, 'kind') !== undefined)) return [];
  const said = parts.map((part) => proposeColumns(part).find(({ name }) => name === 'kind'));
  const sql = said.map((kind) => (kind ? sqlOf(kind.map) : "''"));
  return [
    {
      name: 'kind',
      sql: sql.map((text) => `${text} as kind`),
      parts: parts.map(({ input }, i) => constant('kind', (sql[i] ?? '').replaceAll("'", ''), input.rows)),
    },
  ];
}

/** Where no column says what was done, the file does: calls, messages. */
function nameOfVisits(parts: readonly Recognised[]): United[] {
  if (parts.some((part) => part.source !== 'events' || find(part, 'name') || find(part, 'kind'))) return [];
  return [
    {
      name: 'name',
      sql: parts.map(({ input }) => `'${input.name}' as name`),
      parts: parts.map(({ input }) => constant('name', input.name, input.rows)),
    },
  ];
}

const constant = (name: string, value: string, rows: number): ColumnProfile => ({
  name,
  type: 'varchar',
  rows,
  filled: rows,
  distinct: 1,
  sample: [value],
  common: [{ value, rows }],
});

function queryOf(parts: readonly Recognised[], columns: readonly United[], most?: number): string {
  const selects = parts.map(
    ({ input }, i) => `select ${columns.map(({ sql }) => sql[i]).join(', ')}\nfrom ${readFrom(input)} u`,
  );
  return selects
    .map((select) => (most === undefined ? select : `(${select} limit ${most})`))
    .join('\nunion all\n');
}

function profileOf(
  source: SourceName,
  parts: readonly Recognised[],
  columns: readonly United[],
): InputProfile {
  const inputs = parts.map(({ input }) => input);
  const first = inputs[0] as InputProfile;
  const sum = (of: (input: InputProfile) => number) => inputs.reduce((total, input) => total + of(input), 0);
  return {
    ...first,
    name: inputs.map(({ name }) => name).join('_'),
    path: source,
    bytes: sum(({ bytes }) => bytes),
    rows: sum(({ rows }) => rows),
    remarks: [],
    sampled: inputs.some(({ sampled }) => sampled),
    columns: columns.map(merged),
  };
}

function merged({ name, parts }: United): ColumnProfile {
  const sum = (of: (column: ColumnProfile) => number) => parts.reduce((total, part) => total + of(part), 0);
  const filled = sum((part) => part.filled);
  return {
    name,
    type: parts[0]?.type ?? 'varchar',
    rows: sum((part) => part.rows),
    filled,
    distinct: Math.min(
      filled,
      sum((part) => part.distinct),
    ),
    sample: parts.flatMap(({ sample }) => sample),
    common: mergedCounts(parts.flatMap(({ common }) => common)),
  };
}

function mergedCounts(counts: readonly ValueCount[]): ValueCount[] {
  const rows = new Map<string, number>();
  for (const { value, rows: n } of counts) rows.set(value, (rows.get(value) ?? 0) + n);
  return [...rows].map(([value, n]) => ({ value, rows: n })).sort((a, b) => b.rows - a.rows);
}
