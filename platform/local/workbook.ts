import { writeFile } from 'node:fs/promises';
import { stringify } from 'csv-stringify/sync';
import readWorkbook, { readSheet } from 'read-excel-file/node';
import { ConfigError } from '../../contracts/errors.ts';

type Cell = string | number | boolean | Date | null | undefined;

/**
 * A sheet of a workbook as rows of text: days and times in ISO form, numbers as they are, without rows that are empty.
 * @throws ConfigError where there is no such sheet.
 */
export async function rowsOfSheet(path: string, sheet: string | undefined): Promise<string[][]> {
  const rows = (await readSheet(path, sheet ?? 1).catch((cause: unknown) => {
    throw new ConfigError(
      `${path} cannot be read as a workbook${sheet === undefined ? '' : ` with a sheet "${sheet}"`}; save it again as .xlsx or as CSV`,
      { cause },
    );
  })) as Cell[][];
  return rows.map((row) => row.map(textOf)).filter((row) => row.some((cell) => cell !== ''));
}

/**
 * The names of the sheets that hold rows of several columns, in their order; all where there is none such.
 * @throws ConfigError for what is no workbook
 */
export async function tablesOfWorkbook(path: string): Promise<string[]> {
  const sheets = (await readWorkbook(path).catch((cause: unknown) => {
    throw new ConfigError(`${path} cannot be read as a workbook; save it again as .xlsx or as CSV`, {
      cause,
    });
  })) as { sheet: string; data: Cell[][] }[];
  const filled = (row: Cell[]) => row.filter((cell) => cell !== null && cell !== '').length;
  const tables = sheets.filter(({ data }) => data.filter((row) => filled(row) > 1).length > 1);
  return (tables.length === 0 ? sheets : tables).map(({ sheet }) => sheet);
}

/** The same as a CSV file. */
export async function writeSheetAsCsv(path: string, sheet: string | undefined, copy: string): Promise<void> {
  await writeFile(copy, stringify(await rowsOfSheet(path, sheet)));
}

function textOf(cell: Cell): string {
  if (cell === null || cell === undefined) return '';
  if (!(cell instanceof Date)) return String(cell);
  const iso = new Date(Math.round(cell.getTime() / 1000) * 1000).toISOString();
  return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso.slice(0, 19).replace('T', ' ');
}
