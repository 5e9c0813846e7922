import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { S3Client } from '@aws-sdk/client-s3';
import { parquetMetadataAsync, type SchemaElement } from 'hyparquet';
import { ConfigError, DataRefusedError, HoldfastError } from '../../contracts/errors.ts';
import type { AttachedInput, CsvOptions, FixedColumn, RawInput } from '../../contracts/ports/warehouse.ts';
import { lineIn } from '../local/first-line.ts';
import { columnNames } from '../local/raw-input.ts';
import { placesOf, type UnitedHeader, uniteHeaders } from '../unite-headers.ts';
import { attachParquet } from './attach-parquet.ts';
import { type CsvRecord, csvRecords } from './csv-records.ts';
import { inOrder } from './in-order.ts';
import { flatColumns, hiveType } from './parquet-schema.ts';
import { type PartWriter, partWriter } from './part-writer.ts';
import type { QuerySession } from './query.ts';
import { copyObject, rangedObject, streamObject } from './s3-files.ts';
import { textChunks } from './text-chunks.ts';

export interface InputContext extends QuerySession {
  readonly s3: S3Client;
  /** `s3://bucket/prefix/` of this session, which nobody else writes to. */
  readonly scratch: string;
}

/** An attached input, and its columns as the files name them: the catalogue knows names in lower case only. */
export interface AttachedFiles extends AttachedInput {
  readonly columns: readonly string[];
}

/**
 * Makes raw files a table. Athena's own readers of CSV drop what they cannot place, so text is read here, streamed once,
 * and written to the session's scratch as Parquet, with lines that are no rows in a table of their own. Parquet is
 * copied there.
 * @throws DataRefusedError for files that cannot be read, ConfigError for a config that does not fit them
 */
export async function attachInput(context: InputContext, input: RawInput): Promise<AttachedFiles> {
  switch (input.format) {
    case 'parquet':
      return attachParquetFiles(context, input);
    case 'fixed':
      return attachFixed(context, input);
    case 'csv':
      return attachCsv(context, input);
    case 'json':
    case 'excel':
      throw new ConfigError(
        `inputs.${input.name}.format: ${input.format} is read on a laptop only; bring it as CSV or Parquet`,
      );
  }
}

async function attachCsv(context: InputContext, input: RawInput): Promise<AttachedFiles> {
  const { name, csv, skipLines = 0 } = input;
  if (!csv) throw new ConfigError(`inputs.${name} is CSV but says no delimiter`);
  const files = locationsOf(input);
  const headers = await inOrder(files, async (file) => ({
    file,
    names: csv.columns ?? (await headerOf(context, file, input, csv)),
  }));
  const { columns, absent } = uniteHeaders(name, headers);
  const rows = partWriter(context.s3, folderOf(context, name, 'rows'), columns.map(textColumn));
  const lines = partWriter(context.s3, folderOf(context, name, 'lines'), [
    { name: 'line', type: 'INT64' },
    textColumn('problem'),
    textColumn('text'),
  ]);
  for (const { file, names } of headers) {
    const places = placesOf(columns, names);
    const chunks = textChunks(bytesOf(context, file), csv.encoding, file);
    for await (const records of csvRecords(chunks, { ...csv, width: names.length, skipLines, file })) {
      for (const record of records) keep(record, places, rows, lines);
      await rows.drain();
      await lines.drain();
    }
  }
  await attachParts(context, name, rows);
  const malformed = lines.rows > 0 ? `${name}_malformed` : null;
  if (malformed) await attachParts(context, malformed, lines);
  return { malformed, columns, absent };
}

const textColumn = (name: string) => ({ name, type: 'STRING' }) as const;

function keep(record: CsvRecord, places: readonly number[], rows: PartWriter, lines: PartWriter): void {
  if ('fields' in record) rows.add(places.map((at) => record.fields[at] ?? null));
  else lines.add([BigInt(record.line), record.problem, record.text]);
}

async function attachParts(context: InputContext, name: string, parts: PartWriter): Promise<void> {
  await parts.close();
  const first = parts.files[0] ?? '';
  const location = first.slice(0, first.lastIndexOf('/') + 1);
  await attachParquet(context, { name, location, files: parts.files });
}

const folderOf = ({ scratch }: InputContext, name: string, part: string): string =>
  `${scratch}inputs/${name}/${crypto.randomUUID()}/${part}/`;

async function attachFixed(context: InputContext, input: RawInput): Promise<AttachedFiles> {
  const { name, fixed = [], skipLines = 0 } = input;
  const rows = partWriter(
    context.s3,
    folderOf(context, name, 'rows'),
    fixed.map((column) => textColumn(column.name)),
  );
  for (const file of locationsOf(input)) {
    const chunks = textChunks(bytesOf(context, file), 'utf-8', file);
    for await (const records of csvRecords(chunks, { ...wholeLines, skipLines, file })) {
      for (const record of records) rows.add(cutFixed(record, fixed, file));
      await rows.drain();
    }
  }
  await attachParts(context, name, rows);
  return { malformed: null, columns: fixed.map((column) => column.name) };
}

/** Each line one field: nothing parts it. */
const wholeLines = { delimiter: '\u0000\u0001', quote: '', header: false, width: 1 } as const;

function cutFixed(record: CsvRecord, fixed: readonly FixedColumn[], file: string): (string | null)[] {
  if (!('fields' in record)) {
    throw new DataRefusedError(
      `${file}: line ${record.line} cannot be read: ${record.problem.toLowerCase()}`,
    );
  }
  const line = record.fields[0] ?? '';
  // a position counts characters, of which some take two places in a JavaScript string
  const characters = /[\uD800-\uDFFF]/.test(line) ? [...line] : null;
  return fixed.map(({ start, length }) => {
    const [from, to] = [start - 1, start - 1 + length];
    const cut = characters ? characters.slice(from, to).join('') : line.slice(from, to);
    return cut.replace(/^ +| +$/g, '') || null;
  });
}

/**
 * A table lies over a folder and reads whatever comes to lie there, so the files are copied to one of their own, within S3:
 * every query of the session sees the files that were named and no others.
 */
async function attachParquetFiles(context: InputContext, input: RawInput): Promise<AttachedFiles> {
  const location = folderOf(context, input.name, 'rows');
  const copies = await inOrder(locationsOf(input), async (file, i) => {
    const copy = `${location}part-${i}.parquet`;
    await copyObject(context.s3, file, copy);
    return copy;
  });
  const { columns, absent, schema } = await unitedSchema(context, input.name, locationsOf(input), copies);
  await attachParquet(context, { name: input.name, location, files: copies, schema });
  return { malformed: null, columns, absent };
}

/**
 * Every column of any file, matched by name as Athena does.
 * @throws DataRefusedError for a file that has a column in another type, which Athena cannot read
 */
async function unitedSchema(
  { s3 }: InputContext,
  input: string,
  files: readonly string[],
  copies: readonly string[],
): Promise<UnitedHeader & { schema: SchemaElement[] }> {
  const found = await inOrder(files, async (file, i) => {
    const metadata = await parquetMetadataAsync(await rangedObject(s3, copies[i]!)).catch(
      refuseParquet(input, file),
    );
    return { file, columns: flatColumns(metadata, file) };
  });
  const headers = found.map(({ file, columns }) => ({ file, names: columns.map(({ name }) => name) }));
  const united = uniteHeaders(input, headers);
  const schema = new Map<string, { column: SchemaElement; file: string }>();
  for (const { file, columns } of found) {
    for (const column of columns) {
      const first = schema.get(column.name.toLowerCase());
      if (first === undefined) schema.set(column.name.toLowerCase(), { column, file });
      else if (hiveType(first.column, first.file) !== hiveType(column, file))
        throw new DataRefusedError(
          `inputs.${input}: column ${column.name} is ${hiveType(column, file)} in ${file} but ${hiveType(first.column, first.file)} in ${first.file}; write it alike in all files`,
        );
    }
  }
  return { ...united, schema: [...schema.values()].map(({ column }) => column) };
}

/** The reader of Parquet has errors of its own for what is none; those of S3 stay as they are. */
const refuseParquet =
  (input: string, file: string) =>
  (cause: unknown): never => {
    const said = cause instanceof Error ? cause.message : '';
    if (!/parquet/i.test(said) || cause instanceof HoldfastError) throw cause;
    throw new DataRefusedError(
      `inputs.${input}: ${file} is not a whole Parquet file; upload it again. ${said}`,
      {
        cause,
      },
    );
  };

function locationsOf({ name, locations }: RawInput): readonly string[] {
  if (locations !== undefined && locations.length > 0) return locations;
  throw new ConfigError(`inputs.${name} names neither files nor a table`);
}

async function headerOf(
  context: InputContext,
  file: string,
  input: RawInput,
  csv: CsvOptions,
): Promise<string[]> {
  const bytes = await firstBytes(bytesOf(context, file));
  return columnNames(lineIn(bytes, input.skipLines ?? 0, csv.encoding, file), csv, input.name, file);
}

const enoughForHeader = 1 << 20;

async function firstBytes(bytes: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of bytes) {
    chunks.push(chunk);
    size += chunk.length;
    if (size >= enoughForHeader) break;
  }
  return Buffer.concat(chunks);
}

/** Bytes of an object, unpacked where its name ends in .gz. */
async function* bytesOf({ s3 }: InputContext, file: string): AsyncGenerator<Uint8Array> {
  if (!file.endsWith('.gz')) return yield* streamObject(s3, file);
  const packed = Readable.from(streamObject(s3, file));
  try {
    yield* pipeline(packed, createGunzip(), () => undefined) as AsyncIterable<Uint8Array>;
  } catch (cause) {
    if (!String((cause as { code?: string }).code ?? '').startsWith('Z_')) throw cause;
    throw new DataRefusedError(`${file} is cut short or damaged; upload it again`, { cause });
  }
}
