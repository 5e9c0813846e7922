import { unzipSync, zipSync } from 'fflate';
import writeExcel, { type Cell, type SheetData } from 'write-excel-file/node';
import type { Scalar } from '../../contracts/ports/warehouse.ts';

/** A sheet: its name, the header, and rows of as many cells. */
export interface Sheet {
  readonly name: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly Scalar[])[];
}

/** Rows of a workbook that is made in memory: beyond, it would take more than the rest of the stage. */
export const mostWorkbookRows = 50_000;

/**
 * An Excel workbook (.xlsx, ISO/IEC 29500), the header of each sheet bold and in sight. Texts are cells of text, so that none
 * can run as a formula and ids keep their zeros; numbers are numbers. The same sheets give the same bytes: no file in it has a
 * time.
 */
export async function writeWorkbook(sheets: readonly Sheet[]): Promise<Uint8Array> {
  const made = await writeExcel(
    sheets.map(({ name, header, rows }) => ({
      sheet: name,
      data: [header.map(bold), ...rows.map((row) => row.map(cellOf))] as SheetData,
      columns: header.map((title, i) => ({
        width: widthOf(
          title,
          rows.map((row) => row[i]),
        ),
      })),
      stickyRowsCount: 1,
    })),
  ).toBuffer();
  return zipSync(unzipSync(made), { mtime: new Date(1980, 0, 1) });
}

const bold = (value: string): Cell => ({ value, type: String, fontWeight: 'bold' });

const longestText = 32_767;

/** XML 1.0 holds no control characters and no half of a pair; a cell holds so many characters. */
function cellOf(value: Scalar): Cell {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'string') return value;
  const text = value.replace(/\p{Cc}+|\p{Cs}|\uFFFE|\uFFFF/gu, ' ');
  return { value: text.slice(0, longestText), type: String };
}

/** Wide enough for the header and the first rows, in characters. */
function widthOf(title: string, values: readonly (Scalar | undefined)[]): number {
  const longest = Math.max(...values.slice(0, 50).map((value) => String(value ?? '').length), title.length);
  return Math.min(60, longest + 2);
}
