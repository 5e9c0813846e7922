import { parse } from 'csv-parse/sync';
import { ConfigError, DataRefusedError } from '../../contracts/errors.ts';
import type {
  AttachedInput,
  CsvOptions,
  FixedColumn,
  RawInput,
  Row,
} from '../../contracts/ports/warehouse.ts';
import { lineAfter } from './first-line.ts';

/** What reading a raw input needs of the engine. */
export interface RawReader {
  readonly run: (sql: string) => Promise<void>;
  readonly rows: (sql: string) => Promise<Row[]>;
}

/**
 * Makes a raw input a table of its name. CSV and fixed-width columns are text, so that no value is lost to a guess of
 * types, and lines that are no rows are kept apart.
 */
export async function attachRawInput(reader: RawReader, input: RawInput): Promise<AttachedInput> {
  try {
    return await attach(reader, input);
  } catch (error) {
    if (error instanceof ConfigError) throw error;
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
      await reader.run(
        `create or replace view ${quoteName(input.name)} as select * from read_parquet(${path})`,
      );
      return { malformed: null };
    case 'fixed':
      await reader.run(`create or replace view ${quoteName(input.name)} as ${selectFixedWidth(path, input)}`);
      return { malformed: null };
    case 'csv':
      return attachCsv(reader, input, path);
  }
}

function pathsOf(input: RawInput): readonly string[] {
  if (input.locations !== undefined) return input.locations;
  throw new ConfigError(
    `inputs.${input.name} names a table of the Glue catalogue; on this machine give it a \`file\``,
  );
}

async function attachCsv(reader: RawReader, input: RawInput, path: string): Promise<AttachedInput> {
  const csv = input.csv;
  if (!csv) throw new ConfigError(`inputs.${input.name} is CSV but says no delimiter`);
  const names = csv.columns ?? (await headerOf(input, csv));
  const malformed = `${input.name}_malformed`;
  const columns = names.map((name) => `${quoteText(name)}: 'varchar'`).join(', ');
  const dialect = `columns = {${columns}}, auto_detect = false, delim = ${quoteText(csv.delimiter)},
    quote = ${quoteText(csv.quote)}, escape = ${quoteText(csv.quote)}, header = ${csv.header},
    encoding = ${quoteText(csv.encoding)}, skip = ${input.skipLines ?? 0}`;
  await reader.run('drop table if exists reject_errors');
  await reader.run('drop table if exists reject_scans');
  await reader.run(
    `create or replace table ${quoteName(input.name)} as
     select * from read_csv(${path}, ${dialect}, store_rejects = true, rejects_limit = 0)`,
  );
  // One line may break several rules of CSV; it is one malformed line.
  await reader.run(
    `create or replace table ${quoteName(malformed)} as
     select cast(line as bigint) as line, min(cast(error_type as varchar)) as problem, min(csv_line) as text
     from reject_errors group by file_id, line`,
  );
  const [count] = await reader.rows(`select count(*) as n from ${quoteName(malformed)}`);
  return { malformed: Number(count?.n) > 0 ? malformed : null };
}

async function headerOf(input: RawInput, csv: CsvOptions): Promise<string[]> {
  const file = input.locations?.[0] ?? '';
  return columnNames(await lineAfter(file, input.skipLines ?? 0, csv.encoding), csv, input.name, file);
}

/** The column names of the first line, read by the dialect the config states; nothing is sniffed. */
export function columnNames(firstLine: string, csv: CsvOptions, input: string, file: string): string[] {
  const line = firstLine.replace(/^\uFEFF/, '');
  const names = (parse(line, { delimiter: csv.delimiter, quote: csv.quote || false }) as string[][])[0] ?? [];
  if (names.length === 0) throw new ConfigError(`inputs.${input}: ${file} starts with a blank line`);
  const twice = names.find((name, i) => names.findIndex((n) => n.toLowerCase() === name.toLowerCase()) !== i);
  if (twice !== undefined) {
    throw new ConfigError(`inputs.${input}: the header names column "${twice}" twice; rename one`);
  }
  return csv.header ? names : names.map((_, i) => `column${i + 1}`);
}

function selectFixedWidth(path: string, input: RawInput): string {
  const columns = input.fixed ?? [];
  return `select ${columns.map(cut).join(', ')}
    from read_csv(${path}, columns = {'line': 'varchar'}, auto_detect = false, header = false,
      delim = '\\x01', quote = '', escape = '', skip = ${input.skipLines ?? 0})`;
}

const cut = ({ name, start, length }: FixedColumn): string =>
  `nullif(trim(substr(line, ${start}, ${length})), '') as ${quoteName(name)}`;

export const quoteText = (text: string): string => `'${text.replaceAll("'", "''")}'`;
export const quoteName = (name: string): string => `"${name.replaceAll('"', '""')}"`;
