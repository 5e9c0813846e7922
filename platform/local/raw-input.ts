import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { ConfigError, DataRefusedError } from '../../contracts/errors.ts';
import { looksLikeData } from '../../contracts/header.ts';
import type { AttachedInput, CsvOptions, FixedColumn, RawInput } from '../../contracts/ports/warehouse.ts';
import { type FileHeader, placesOf, uniteHeaders } from '../unite-headers.ts';
import { needsCopy, writeAsUtf8, writeEvenEnds } from './as-text.ts';
import { isDiskFull } from './disk-full.ts';
import { lineAfter } from './first-line.ts';
import { attachJson } from './json-rows.ts';
import { type FileTypes, refuseMixedTypes } from './parquet-types.ts';
import { quoteName, quoteText, type RawReader } from './raw-reader.ts';
import { refuseDamaged } from './refuse-damaged.ts';
import { writeSheetAsCsv } from './workbook.ts';

/**
 * Makes a raw input a table of its name. CSV and fixed-width columns are text, so that no value is lost to a guess of
 * types, and lines that are no rows are kept apart.
 */
export async function attachRawInput(reader: RawReader, input: RawInput): Promise<AttachedInput> {
  // what a run reads was looked through when its fingerprint was taken
  if (input.fingerprint === undefined)
    for (const file of pathsOf(input)) if (file.endsWith('.gz')) await refuseDamaged(input.name, file);
  try {
    return await attach(reader, input);
  } catch (error) {
    if (error instanceof ConfigError || error instanceof DataRefusedError || isDiskFull(error)) throw error;
    const attached = input.format === 'csv' ? await attachMixed(reader, input) : null;
    if (attached) return attached;
    const problem = error instanceof Error ? error.message.split('\n')[0] : String(error);
    throw new DataRefusedError(
      `inputs.${input.name}: ${input.locations?.join(', ')} could not be read as ${input.format}. ${problem}`,
      { cause: error },
    );
  }
}

async function attach(reader: RawReader, input: RawInput): Promise<AttachedInput> {
  const path = `[${pathsOf(input).map(quoteText).join(', ')}]`;
  switch (input.format) {
    case 'parquet':
      return attachParquet(reader, input, path);
    case 'fixed':
      await reader.run(`create or replace view ${quoteName(input.name)} as ${selectFixedWidth(path, input)}`);
      return { malformed: null };
    case 'json':
      await attachJson(reader, input, pathsOf(input));
      return { malformed: null };
    case 'excel':
    case 'csv':
      return attachText(reader, input);
  }
}

/** What the engine cannot read itself is copied for it. */
async function attachText(reader: RawReader, input: RawInput): Promise<AttachedInput> {
  const { encoding } = input.csv ?? plainCsv;
  if (input.format === 'csv' && !pathsOf(input).some((file) => needsCopy(file, encoding)))
    return attachCsv(reader, input);
  return withCopies(input, {
    write: (file, copy) =>
      input.format === 'excel' ? writeSheetAsCsv(file, input.sheet, copy) : writeAsUtf8(file, encoding, copy),
    attach: (copied) => attachCsv(reader, copied),
  });
}

/** The engine reads one line end a file: where two stand in one, as after an export was edited, it gets copies with one. Null where none does. */
function attachMixed(reader: RawReader, input: RawInput): Promise<AttachedInput | null> {
  let mixed = false;
  return withCopies(input, {
    write: async (file, copy) => {
      mixed = (await writeEvenEnds(file, (input.csv ?? plainCsv).encoding, copy)) || mixed;
    },
    attach: async (copied) => (mixed ? attachCsv(reader, copied) : null),
  });
}

interface Copying<T> {
  readonly write: (file: string, copy: string) => Promise<void>;
  readonly attach: (copied: RawInput) => Promise<T>;
}

/** The table is made of the copies, which then go. */
async function withCopies<T>(input: RawInput, { write, attach }: Copying<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'holdfast-text-'));
  try {
    const locations: string[] = [];
    for (const [i, file] of pathsOf(input).entries()) {
      const copy = join(folder, `${i}-${basename(file)}.csv`);
      await write(file, copy);
      locations.push(copy);
    }
    return await attach({ ...input, locations, csv: { ...(input.csv ?? plainCsv), encoding: 'utf-8' } });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const plainCsv: CsvOptions = { delimiter: ',', quote: '"', header: true, encoding: 'utf-8' };

function pathsOf(input: RawInput): readonly string[] {
  if (input.locations !== undefined) return input.locations;
  throw new ConfigError(
    `inputs.${input.name} names a table of the Glue catalogue; on this machine give it a \`file\``,
  );
}

/** Files are matched by the names of their columns. */
async function attachParquet(reader: RawReader, input: RawInput, path: string): Promise<AttachedInput> {
  const files = pathsOf(input);
  const byName = files.length > 1 ? ', union_by_name = true' : '';
  await reader.run(
    `create or replace view ${quoteName(input.name)} as select * from read_parquet(${path}${byName})`,
  );
  if (files.length === 1) return { malformed: null };
  const headers: FileHeader[] = [];
  const typed: FileTypes[] = [];
  for (const file of files) {
    const columns = await reader.rows(`describe select * from read_parquet(${quoteText(file)})`);
    headers.push({ file, names: columns.map(({ column_name }) => String(column_name)) });
    const types = columns.map((one) => [String(one.column_name), String(one.column_type)] as const);
    typed.push({ file, types: new Map(types) });
  }
  await refuseMixedTypes(input.name, typed, async (file, name) => {
    const column = quoteName(name);
    const [row] = await reader.rows(
      `select count(*) as n from (select 1 from read_parquet(${quoteText(file)}) where ${column} <> floor(${column}) limit 1) f`,
    );
    return Number(row?.n) > 0;
  });
  return { malformed: null, absent: uniteHeaders(input.name, headers).absent };
}

async function attachCsv(reader: RawReader, input: RawInput): Promise<AttachedInput> {
  const { name, csv } = input;
  if (!csv) throw new ConfigError(`inputs.${name} is CSV but says no delimiter`);
  const headers: FileHeader[] = [];
  for (const file of pathsOf(input))
    headers.push({ file, names: csv.columns ?? (await headerOf(file, input, csv)) });
  const { columns, absent } = uniteHeaders(name, headers);
  await reader.run('drop table if exists reject_errors');
  await reader.run('drop table if exists reject_scans');
  for (const [i, alike] of sameHeaders(headers).entries()) {
    const select = selectCsv(columns, alike, input, csv);
    await reader.run(
      i === 0
        ? `create or replace table ${quoteName(name)} as ${select}`
        : `insert into ${quoteName(name)} ${select}`,
    );
  }
  const malformed = `${name}_malformed`;
  // One line may break several rules of CSV; it is one malformed line.
  await reader.run(
    `create or replace table ${quoteName(malformed)} as
     select cast(line as bigint) as line, min(cast(error_type as varchar)) as problem, min(csv_line) as text
     from reject_errors group by scan_id, file_id, line`,
  );
  const [count] = await reader.rows(`select count(*) as n from ${quoteName(malformed)}`);
  return { malformed: Number(count?.n) > 0 ? malformed : null, absent };
}

/** Files that have the same columns in the same order are read together. */
function sameHeaders(headers: readonly FileHeader[]): FileHeader[][] {
  const groups = new Map<string, FileHeader[]>();
  for (const header of headers) {
    const key = JSON.stringify(header.names);
    groups.set(key, [...(groups.get(key) ?? []), header]);
  }
  return [...groups.values()];
}

/** The table's columns out of files with columns of their own, all as text. */
function selectCsv(
  columns: readonly string[],
  files: readonly FileHeader[],
  input: RawInput,
  csv: CsvOptions,
): string {
  const own = files[0]!.names;
  const selected = placesOf(columns, own).map((at, i) =>
    at < 0
      ? `cast(null as varchar) as ${quoteName(columns[i]!)}`
      : `${quoteName(own[at]!)} as ${quoteName(columns[i]!)}`,
  );
  const path = `[${files.map(({ file }) => quoteText(file)).join(', ')}]`;
  const typed = own.map((name) => `${quoteText(name)}: 'varchar'`).join(', ');
  return `select ${selected.join(', ')} from read_csv(${path}, columns = {${typed}}, auto_detect = false,
    delim = ${quoteText(csv.delimiter)}, quote = ${quoteText(csv.quote)}, escape = ${quoteText(csv.escape ?? csv.quote)},
    header = ${csv.header}, encoding = ${quoteText(csv.encoding)}, skip = ${input.skipLines ?? 0},
    store_rejects = true, rejects_limit = 0)`;
}

async function headerOf(file: string, input: RawInput, csv: CsvOptions): Promise<string[]> {
  return columnNames(await lineAfter(file, input.skipLines ?? 0, csv.encoding), csv, input.name, file);
}

/**
 * The column names of the first line, read by the dialect the config states; nothing is sniffed. What has no name (the
 * index of `write.csv`, a spreadsheet's empty columns) is called by its place.
 */
export function columnNames(firstLine: string, csv: CsvOptions, input: string, file: string): string[] {
  const line = firstLine.replace(/^\uFEFF/, '');
  const cells = cellsOf(line, csv, input, file);
  const names = csv.header ? cells.map((name, i) => (name.trim() === '' ? `column${i + 1}` : name)) : cells;
  if (names.length === 0) throw new ConfigError(`inputs.${input}: ${file} starts with a blank line`);
  const twice = names.findIndex(
    (name, i) => names.findIndex((n) => n.toLowerCase() === name.toLowerCase()) !== i,
  );
  if (twice >= 0 && csv.header) {
    const which = looksLikeData(names)
      ? `column ${twice + 1} like one before it`
      : `column "${names[twice]}" twice`;
    throw new ConfigError(
      `inputs.${input}: the header of ${file} names ${which}; rename one, or write header: false`,
    );
  }
  return csv.header ? names : names.map((_, i) => `column${i + 1}`);
}

function cellsOf(line: string, csv: CsvOptions, input: string, file: string): string[] {
  const { delimiter, quote, escape: mark = quote } = csv;
  try {
    return (parse(line, { delimiter, quote: quote || false, escape: mark || null }) as string[][])[0] ?? [];
  } catch {
    throw new ConfigError(
      `inputs.${input}: the first line of ${file} is not a header that its delimiter and quote can split`,
    );
  }
}

function selectFixedWidth(path: string, input: RawInput): string {
  const columns = input.fixed ?? [];
  return `select ${columns.map(cut).join(', ')}
    from read_csv(${path}, columns = {'line': 'varchar'}, auto_detect = false, header = false,
      delim = '\\x01', quote = '', escape = '', skip = ${input.skipLines ?? 0})`;
}

const cut = ({ name, start, length }: FixedColumn): string =>
  `nullif(trim(substr(line, ${start}, ${length})), '') as ${quoteName(name)}`;
