import { stringify } from 'csv-stringify/sync';
import { DataRefusedError, HoldfastError } from '../../contracts/errors.ts';
import type { Progress } from '../../contracts/ports/progress.ts';
import type { RawInput, Warehouse } from '../../contracts/ports/warehouse.ts';
import type {
  ColumnProfile,
  InputProfile,
  ProfiledInputs,
  Reading,
  Unreadable,
} from '../../contracts/profile.ts';
import { rawInput } from '../configured-input.ts';
import { needsCopy } from './as-text.ts';
import { type FoundTable, findTables, plainName } from './find-tables.ts';
import { listsInJson } from './json-rows.ts';
import { packedEndings } from './open-text.ts';
import { quoteName, quoteText } from './raw-reader.ts';
import { type SniffedCsv, sniffCsv } from './sniff-csv.ts';
import { sniffText } from './sniff-encoding.ts';
import { sniffFixed } from './sniff-fixed.ts';
import { rowsOfSheet } from './workbook.ts';

/** How much is looked at. Above it, files are read through but only a sample of their rows is kept. */
export interface ProfileLimits {
  /** Text files up to this size, and Parquet up to `rows`, are read whole. */
  readonly bytes: number;
  readonly rows: number;
  /** Rows from which columns are described. */
  readonly look: number;
}

export const usualLimits: ProfileLimits = { bytes: 300 << 20, rows: 3_000_000, look: 200_000 };
/** What a byte of gzip is worth in text, about. */
const unpacked = 5;
const sampleValues = 1000;

/**
 * Looks at files: finds format, encoding, dialect or layout, and describes every column. Leaves a table of each
 * input's name in the warehouse (DuckDB), read just as a run reads it, or a sample of the rows of a large one; and seals the
 * warehouse, so that nothing but these files is reached any more.
 * @throws ConfigError for what cannot be read, DataRefusedError for a file without rows.
 */
export async function profileInputs(
  warehouse: Warehouse,
  paths: readonly string[],
  progress: Progress,
  limits: ProfileLimits = usualLimits,
): Promise<ProfiledInputs> {
  const { tables, unreadable: empty } = await findTables(paths);
  const unreadable = [...empty];
  const profiled: Profiled[] = [];
  for (const [i, table] of tables.entries()) {
    progress.fraction(i / tables.length, table.name);
    const one = await profileTable(warehouse, table, limits).catch((error) =>
      skipped(table, error, tables.length > 1),
    );
    if ('why' in one) unreadable.push(one);
    else profiled.push(one, ...(await profileLists(warehouse, { table, tables }, limits)));
  }
  progress.fraction(1);
  // Names and cells of these files come into SQL from here on.
  await warehouse.seal?.(tables.flatMap(({ files }) => files));
  if (profiled.length === 0) throw new DataRefusedError(nothingReadable(unreadable));
  const inputs = profiled.map(({ input }) => input);
  return {
    inputs,
    unreadable,
    attached: Object.fromEntries(profiled.map(({ input, malformed }) => [input.name, { malformed }])),
    keepSomeCustomers: (columns) => keepSomeCustomers(warehouse, inputs, columns, limits),
  };
}

/** What cannot be read is named and passed over, where there are others. */
function skipped(table: FoundTable, error: unknown, others: boolean): Unreadable {
  if ((table.pointedAt && !others) || !(error instanceof HoldfastError)) throw error;
  return { path: table.path, why: error.message.replace(`${table.path}: `, ''), matters: table.pointedAt };
}

const nothingReadable = (unreadable: readonly Unreadable[]): string =>
  [
    'None of these files can be read as a table:',
    ...unreadable.map(({ path, why }) => `  ${path}: ${why}`),
  ].join('\n');

interface Profiled {
  readonly input: InputProfile;
  readonly malformed: string | null;
}

/** Of objects with lists of objects in them, most have only the lines of an order that are worth a look. */
const mostLists = 4;

/** The rows that the lists within a table's JSON objects are made of, a table each. */
async function profileLists(
  warehouse: Warehouse,
  { table, tables }: { readonly table: FoundTable; readonly tables: readonly FoundTable[] },
  limits: ProfileLimits,
): Promise<Profiled[]> {
  if (table.kind !== 'json') return [];
  const { reading } = await readingOf(table);
  const lists = await listsInJson(warehouse, rawInputOf(table, reading), table.files);
  const profiled: Profiled[] = [];
  for (const unnest of lists.slice(0, mostLists)) {
    const plain = `${table.name}_${plainName(unnest)}`;
    const name = tables.some((other) => other.name === plain) ? `${plain}_list` : plain;
    profiled.push(await profileTable(warehouse, { ...table, name, unnest }, limits));
  }
  return profiled;
}

async function profileTable(
  warehouse: Warehouse,
  table: FoundTable,
  limits: ProfileLimits,
): Promise<Profiled> {
  const { reading: read, remarks } = await readingOf(table);
  const reading = table.member === undefined ? read : { ...read, member: table.member };
  const { rows, sampled, malformed } = await attach(warehouse, table, reading, limits);
  if (rows === 0) throw new DataRefusedError(`${table.path} has a header but no rows`);
  const columns = await describeColumns(warehouse, table.name, limits);
  const { name, path, bytes } = table;
  return { input: { name, path, bytes, reading, remarks, rows, sampled, columns }, malformed };
}

async function readingOf(table: FoundTable): Promise<{ reading: Reading; remarks: string[] }> {
  if (table.kind === 'parquet') return { reading: { format: 'parquet' }, remarks: [] };
  if (table.kind === 'json') {
    const { sheet, unnest } = table;
    const key = sheet === undefined ? {} : { sheet };
    if (unnest === undefined) return { reading: { format: 'json', ...key }, remarks: [] };
    const remark = `each element of ${unnest} is a row, with the columns of its object`;
    return { reading: { format: 'json', ...key, unnest }, remarks: [remark] };
  }
  if (table.kind === 'excel') return { reading: await readingOfSheet(table), remarks: [] };
  const text = await sniffText(table.files[0] ?? table.path);
  const remarks = /^utf/.test(text.encoding)
    ? []
    : [`not valid UTF-8; by its letters ${text.encoding}: look whether names read well`];
  const csv = sniffCsv(text.head);
  if (csv !== null) return readingOfCsv(csv, text.encoding, remarks);
  const fixed = text.encoding === 'utf-8' ? sniffFixed(text.head) : null;
  if (fixed === null) {
    throw new DataRefusedError(
      `${table.path}: its rows share no delimiter (comma, semicolon, tab, bar) and no fixed columns, so it cannot be read as a table`,
    );
  }
  return {
    reading: { format: 'fixed', fixed: [...fixed.columns], skipLines: fixed.skipLines },
    remarks: [
      ...remarks,
      `fixed-width text; the layout was taken from ${text.whole ? 'all lines' : 'the first 4 MB'}`,
    ],
  };
}

function readingOfCsv(
  { delimiter, quote, escape: mark, header, skipLines, columns, isTagged }: SniffedCsv,
  encoding: string,
  remarks: readonly string[],
): { reading: Reading; remarks: string[] } {
  const escaped = mark === undefined ? {} : { escape: mark };
  const reading = { format: 'csv' as const, encoding, delimiter, quote, ...escaped, header, skipLines };
  const own = distinctNames(columns);
  const isOdd = own.some((name, i) => name !== columns[i] && columns[i]?.trim() !== '');
  if (header && (isTagged || isOdd))
    return { reading: { ...reading, columns: own }, remarks: [...remarks, isTagged ? threeLines : oddNames] };
  return header
    ? { reading, remarks: [...remarks] }
    : { reading: { ...reading, columns: [...columns] }, remarks: [...remarks, noHeader] };
}

const noHeader = 'no header was found; the names of the columns are ours: give better ones';
const threeLines = 'the header has three lines; the names are those of the second';
const oddNames =
  'the header has names twice, or blanks and line ends in them; the names here stand in their place';

/** Where the header stands in a sheet. */
async function readingOfSheet({ files: [file = ''], sheet }: FoundTable): Promise<Reading> {
  const named = sheet === undefined ? {} : { sheet };
  const csv = sniffCsv(stringify((await rowsOfSheet(file, sheet)).slice(0, 2000)));
  if (csv === null) return { format: 'excel', ...named };
  const { header, skipLines, columns } = csv;
  const own = distinctNames(columns);
  const names = own.join() === columns.join() ? {} : { columns: own };
  return { format: 'excel', ...named, header, skipLines, ...names };
}

/** Every column under a name of its own: what has none is called by its place, a second of the same name is numbered. */
function distinctNames(columns: readonly string[]): string[] {
  const taken = new Set<string>();
  return columns.map((column, i) => {
    const plain = column.replace(/\s+/g, ' ').trim();
    const name = plain === '' ? `column${i + 1}` : plain;
    let own = name;
    for (let n = 2; taken.has(own.toLowerCase()); n++) own = `${name}_${n}`;
    taken.add(own.toLowerCase());
    return own;
  });
}

interface Attached {
  readonly rows: number;
  readonly sampled: boolean;
  readonly malformed: string | null;
}

async function attach(
  warehouse: Warehouse,
  table: FoundTable,
  reading: Reading,
  limits: ProfileLimits,
): Promise<Attached> {
  const input = rawInputOf(table, reading);
  if (table.kind === 'json' || table.kind === 'excel') return attachWhole(warehouse, input);
  if (table.kind === 'text') {
    const file = table.files[0] ?? '';
    const packed = packedEndings.some((ending) => file.endsWith(ending)) ? unpacked : 1;
    const whole = table.bytes * packed <= limits.bytes || needsCopy(file, reading.encoding ?? 'utf-8');
    if (whole) return attachWhole(warehouse, input);
  }
  const all = `${table.name}__all`;
  await attachStreaming(warehouse, { ...input, name: all });
  const rows = await countRows(warehouse, all);
  if (rows <= limits.rows && table.kind === 'parquet') return attachWhole(warehouse, input);
  await warehouse.create(
    table.name,
    `select * from ${quoteName(all)} as r where ${oneIn(rows, limits.look, 'hash(r)')}`,
  );
  return { rows, sampled: true, malformed: null };
}

async function attachWhole(warehouse: Warehouse, input: RawInput): Promise<Attached> {
  const { malformed } = await warehouse.attachInput(input);
  return { rows: await countRows(warehouse, input.name), sampled: false, malformed };
}

/** Rows whose hash falls into one of `rows / wanted` classes: the same sample every time. */
const oneIn = (rows: number, wanted: number, hash: string): string =>
  `${hash} % ${Math.max(1, Math.ceil(rows / wanted))} = 0`;

/** Parquet and fixed-width text are read through a view; a large CSV needs one too, which leaves out broken lines. */
async function attachStreaming(warehouse: Warehouse, input: RawInput): Promise<void> {
  if (input.format !== 'csv') {
    await warehouse.attachInput(input);
    return;
  }
  const { delimiter, quote, escape: mark, header, encoding, columns } = input.csv ?? {};
  const names = columns ? `, names = [${columns.map(quoteText).join(', ')}]` : '';
  const files = (input.locations ?? []).map(quoteText).join(', ');
  const source = `select * from read_csv([${files}], all_varchar = true, auto_detect = true,
    delim = ${quoteText(delimiter ?? ',')}, quote = ${quoteText(quote ?? '"')}, escape = ${quoteText(mark ?? quote ?? '"')},
    header = ${header}, encoding = ${quoteText(encoding ?? 'utf-8')}, skip = ${input.skipLines ?? 0},
    ignore_errors = true${names})`;
  await warehouse.rows(`create or replace view ${quoteName(input.name)} as ${source}`);
}

/**
 * Cuts every input that has customers to the same of them, few enough for the largest one to keep to the limit; an input
 * that was read whole is cut as well, or its customers would be missing from the others.
 */
async function keepSomeCustomers(
  warehouse: Warehouse,
  inputs: readonly InputProfile[],
  columns: Readonly<Record<string, string>>,
  limits: ProfileLimits,
): Promise<void> {
  const sampled = inputs.filter((input) => input.sampled && columns[input.name] !== undefined);
  if (sampled.length === 0) return;
  const most = Math.max(...sampled.map(({ rows }) => rows));
  for (const input of inputs) {
    const column = columns[input.name];
    if (column === undefined) continue;
    const all = input.sampled ? `${input.name}__all` : input.name;
    const customer = `regexp_replace(trim(cast(r.${quoteName(column)} as varchar)), '[.]0$', '')`;
    const kept = `select r.* from ${quoteName(all)} as r
      where ${oneIn(most, limits.rows, `coalesce(hash(nullif(${customer}, '')), hash(r))`)}`;
    await replaceTable(warehouse, input.name, kept);
  }
}

/** A view over files cannot be replaced by a table that reads it: the table is made beside it and takes its name. */
async function replaceTable(warehouse: Warehouse, name: string, select: string): Promise<void> {
  await warehouse.create(`${name}__kept`, select);
  await warehouse.create(name, `select * from ${quoteName(`${name}__kept`)}`);
  await warehouse.rows(`drop table ${quoteName(`${name}__kept`)}`);
}

async function countRows(warehouse: Warehouse, table: string): Promise<number> {
  const [row] = await warehouse.rows(`select count(*) as n from ${quoteName(table)}`);
  return Number(row?.n ?? 0);
}

/** Written as most files are, where looking found nothing else. */
const usual = { delimiter: ',', quote: '"', header: true, encoding: 'utf-8', skipLines: 0 } as const;

const rawInputOf = (table: FoundTable, reading: Reading): RawInput =>
  rawInput(table.name, { ...usual, ...reading }, table.files);

async function describeColumns(
  warehouse: Warehouse,
  table: string,
  limits: ProfileLimits,
): Promise<ColumnProfile[]> {
  const rows = await countRows(warehouse, table);
  const look = `${table}__look`;
  await warehouse.create(
    look,
    `select * from ${quoteName(table)} as r where ${oneIn(rows, limits.look, 'hash(r)')}`,
  );
  const looked = await countRows(warehouse, look);
  const columns: ColumnProfile[] = [];
  for (const { name, type } of await warehouse.columns(quoteName(table)))
    columns.push(await describeColumn(warehouse, look, { name, type, rows: looked }));
  await warehouse.rows(`drop table ${quoteName(look)}`);
  return columns;
}

async function describeColumn(
  warehouse: Warehouse,
  table: string,
  column: Pick<ColumnProfile, 'name' | 'type' | 'rows'>,
): Promise<ColumnProfile> {
  await warehouse.create(
    'looked_values',
    `select value, count(*) as n from (
       select nullif(trim(cast(${quoteName(column.name)} as varchar)), '') as value from ${quoteName(table)}
     ) v where value is not null group by value`,
  );
  const [totals] = await warehouse.rows(
    'select coalesce(sum(n), 0) as filled, count(*) as different from looked_values',
  );
  const common = await warehouse.rows('select value, n from looked_values order by n desc, value limit 30');
  const sample = await warehouse.rows(
    `select value from looked_values order by hash(value), value limit ${sampleValues}`,
  );
  return {
    ...column,
    filled: Number(totals?.filled ?? 0),
    distinct: Number(totals?.different ?? 0),
    sample: sample.map((row) => String(row.value)),
    common: common.map((row) => ({ value: String(row.value), rows: Number(row.n) })),
  };
}
