import { stringify } from 'csv-stringify/sync';
import { documentBytes } from '../../contracts/artefacts/document.ts';
import { listTableColumns } from '../../contracts/artefacts/list-columns.ts';
import { listRowsDocument } from '../../contracts/artefacts/list-rows.ts';
import type { TargetingConfig } from '../../contracts/config/config.ts';
import { keys } from '../../contracts/keys.ts';
import type { Row } from '../../contracts/ports/warehouse.ts';
import { writeParquet } from '../tables/parquet.ts';
import { spreadsheetText } from '../tables/spreadsheet-text.ts';
import { mostWorkbookRows, writeWorkbook } from '../tables/workbook.ts';
import { decimalsOf, type ListTable } from './list-table.ts';

/** A file of a list: its name and what is in it. */
export interface ListFile {
  readonly name: string;
  readonly rows: number;
  readonly bytes: Uint8Array;
}

/**
 * The list as CSV, JSON and Parquet, and as a workbook where it is not too long for one. The same list gives the same
 * bytes.
 */
export async function listFiles(
  table: ListTable,
  { asOf, run, csv }: { asOf: string; run: string; csv: TargetingConfig['csv'] },
): Promise<ListFile[]> {
  const file = (extension: string, bytes: Uint8Array): ListFile => ({
    name: `${table.name}.${extension}`,
    rows: table.rows.length,
    bytes,
  });
  return [
    file('csv', utf8(listCsv(table, csv))),
    file(
      'json',
      documentBytes(
        listRowsDocument,
        { asOf, run, columns: table.columns, rows: table.rows },
        `${table.name}.json of ${asOf}`,
      ),
    ),
    file('parquet', listParquet(table)),
    ...(table.rows.length > mostWorkbookRows ? [] : [file('xlsx', await listWorkbook(table))]),
  ];
}

/**
 * Every list of a date in one Parquet file of its own folder, for queries: texts as they are, each row with its list and
 * run. One object, so that a query sees the lists of one run, whatever is being published.
 */
export function queryFile(
  tables: readonly ListTable[],
  { asOf, run }: { asOf: string; run: string },
): ListFile {
  const rows = tables.flatMap(({ name, rows }) => rows.map((row) => ({ list: name, run, ...row })));
  const folder = keys.listTable(asOf).slice(keys.lists(asOf).length);
  return {
    name: `${folder}lists.parquet`,
    rows: rows.length,
    bytes: listParquet({ columns: listTableColumns, rows }),
  };
}

/**
 * CSV for a spreadsheet: UTF-8 with a byte-order mark, CRLF, every text quoted, no text that could run as a formula.
 * Ids stay text as they are (`00012`).
 */
export function listCsv(
  { columns, rows }: ListTable,
  { delimiter, decimal }: TargetingConfig['csv'],
): string {
  const decimals = new Map(columns.map((column) => [column.name, decimalsOf(column)]));
  const names = columns.map(({ name }) => name);
  return stringify(rows.map(safeTexts), {
    columns: names,
    header: true,
    bom: true,
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
export const listWorkbook = ({ name, columns, rows }: ListTable): Promise<Uint8Array> =>
  writeWorkbook([
    {
      name,
      header: columns.map((column) => column.name),
      rows: rows.map((row) => columns.map((column) => row[column.name] ?? null)),
    },
    {
      name: 'columns',
      header: ['column', 'type', 'meaning'],
      rows: columns.map((column) => [column.name, column.type, column.means]),
    },
  ]);

/** Parquet typed by the contract. */
export function listParquet({ columns, rows }: Pick<ListTable, 'columns' | 'rows'>): Uint8Array {
  return writeParquet(
    columns.map(({ name, type }) => ({
      name,
      type: type === 'integer' || type === 'number' || type === 'flag' ? type : 'text',
      values: rows.map((row) => row[name] ?? null),
    })),
  );
}

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
