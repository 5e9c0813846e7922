import { stringify } from 'csv-stringify/sync';
import { documentBytes } from '../../contracts/artefacts/document.ts';
import { listTableColumns } from '../../contracts/artefacts/list-columns.ts';
import { listRowsDocument } from '../../contracts/artefacts/list-rows.ts';
import type { TargetingConfig } from '../../contracts/config/config.ts';
import { keys } from '../../contracts/keys.ts';
import type { Row } from '../../contracts/ports/warehouse.ts';
import { inSlices } from '../tables/in-slices.ts';
import { type RowColumn, rowParts, writeRows } from '../tables/parquet.ts';
import { spreadsheetText } from '../tables/spreadsheet-text.ts';
import { mostWorkbookRows, writeWorkbook } from '../tables/workbook.ts';
import { decimalsOf, type ListTable, type Rows } from './list-table.ts';

/** A file of a list: its name and what is in it. */
export interface ListFile {
  readonly name: string;
  readonly rows: number;
  /** What is in it, part after part, made as they are asked for. */
  readonly parts: Iterable<Uint8Array>;
}

type Listed = ListTable<Rows>;

interface FileRequest {
  readonly asOf: string;
  readonly run: string;
  readonly csv: TargetingConfig['csv'];
}

/** Rows that stand in memory at a time, as they are in a file. */
const rowsAtOnce = 5000;

/**
 * The list as CSV, JSON and Parquet, and as a workbook where it is not too long for one. The same list gives the same
 * bytes. A file is made part after part as they are asked for: of a long list it is large.
 */
export async function* listFiles(table: Listed, request: FileRequest): AsyncGenerator<ListFile> {
  const file = (extension: string, parts: Iterable<Uint8Array>): ListFile => ({
    name: `${table.name}.${extension}`,
    rows: table.rows.length,
    parts,
  });
  yield file('csv', csvOf(table, request.csv));
  yield file('json', jsonOf(table, request));
  yield file('parquet', rowParts(table.rows, typedColumns(table)));
  if (table.rows.length <= mostWorkbookRows) yield file('xlsx', [await listWorkbook(table)]);
}

/**
 * Every list of a date in one Parquet file of its own folder, for queries: texts as they are, each row with its list and
 * run. One object, so that a query sees the lists of one run, whatever is being published.
 */
export function queryFile(tables: readonly Listed[], { asOf, run }: { asOf: string; run: string }): ListFile {
  const rows = {
    length: tables.reduce((sum, { rows }) => sum + rows.length, 0),
    *[Symbol.iterator](): Generator<Row> {
      for (const { name, rows } of tables) for (const row of rows) yield { list: name, run, ...row };
    },
  };
  const folder = keys.listTable(asOf).slice(keys.lists(asOf).length);
  return {
    name: `${folder}lists.parquet`,
    rows: rows.length,
    parts: rowParts(rows, typedColumns({ columns: listTableColumns })),
  };
}

function* csvOf({ rows, ...table }: Listed, csv: TargetingConfig['csv']): Generator<Uint8Array> {
  let isStart = true;
  for (const some of inSlices(rows, rowsAtOnce)) {
    yield utf8(listCsv({ ...table, rows: some }, csv, isStart));
    isStart = false;
  }
}

/** The rows as one document, each slice of them held against the schema. */
function* jsonOf(
  { name, columns, rows }: Listed,
  { asOf, run }: Pick<FileRequest, 'asOf' | 'run'>,
): Generator<Uint8Array> {
  const documentOf = (some: readonly Row[]) =>
    documentBytes(listRowsDocument, { asOf, run, columns, rows: some }, `${name}.json of ${asOf}`);
  const before = documentOf([]).length - ']\n}\n'.length;
  let isStart = true;
  for (const some of inSlices(rows, rowsAtOnce)) {
    const bytes = documentOf(some);
    if (some.length === 0) return yield bytes;
    if (!isStart) yield comma;
    yield bytes.subarray(isStart ? 0 : before, -afterRows.length);
    isStart = false;
  }
  yield afterRows;
}

/**
 * CSV for a spreadsheet: UTF-8 with a byte-order mark, CRLF, every text quoted, no text that could run as a formula.
 * Ids stay text as they are (`00012`).
 * @param isStart whether the file starts with these rows
 */
export function listCsv(
  { columns, rows }: Pick<ListTable, 'columns' | 'rows'>,
  { delimiter, decimal }: TargetingConfig['csv'],
  isStart = true,
): string {
  const decimals = new Map(columns.map((column) => [column.name, decimalsOf(column)]));
  const names = columns.map(({ name }) => name);
  return stringify(rows.map(safeTexts), {
    columns: names,
    header: isStart,
    bom: isStart,
    delimiter,
    quoted_string: true,
    record_delimiter: 'windows',
    escape_formulas: true,
    cast: {
      number: (value, { column }) => writeNumber(value, decimals.get(String(column)) ?? 4, decimal),
      boolean: String,
    },
  });
}

/** The list as one sheet, and what its columns mean as another. */
export const listWorkbook = ({ name, columns, rows }: Listed): Promise<Uint8Array> =>
  writeWorkbook([
    {
      name,
      header: columns.map((column) => column.name),
      rows: {
        *[Symbol.iterator]() {
          for (const row of rows) yield columns.map((column) => row[column.name] ?? null);
        },
      },
    },
    {
      name: 'columns',
      header: ['column', 'type', 'meaning'],
      rows: columns.map((column) => [column.name, column.type, column.means]),
    },
  ]);

/** Parquet typed by the contract. */
export const listParquet = ({ columns, rows }: Pick<Listed, 'columns' | 'rows'>): Uint8Array =>
  writeRows(rows, typedColumns({ columns }));

const typedColumns = ({ columns }: Pick<Listed, 'columns'>): RowColumn<Row>[] =>
  columns.map(({ name, type }) => ({
    name,
    type: type === 'integer' || type === 'number' || type === 'flag' ? type : 'text',
    of: (row) => row[name] ?? null,
  }));

const safeTexts = (row: Row): Row =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      typeof value === 'string' ? spreadsheetText(value) : value,
    ]),
  );

function writeNumber(value: number, decimals: number, decimal: string): string {
  const fixed = value.toFixed(decimals);
  const short = fixed.includes('.') ? fixed.replace(/\.?0+$/, '') : fixed;
  return short.replace('.', decimal);
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

const comma = utf8(',');
const afterRows = utf8('\n  ]\n}\n');
