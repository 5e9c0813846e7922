import { strFromU8, strToU8, unzipSync, Zip, ZipDeflate } from 'fflate';
import writeExcel, { type Cell, type SheetData } from 'write-excel-file/node';
import type { Scalar } from '../../contracts/ports/warehouse.ts';
import { inSlices } from './in-slices.ts';

/** A sheet: its name, the header, and rows of as many cells, which are gone through twice. */
export interface Sheet {
  readonly name: string;
  readonly header: readonly string[];
  readonly rows: Iterable<readonly Scalar[]>;
}

/** Rows of a workbook that spreadsheets still open and scroll at ease. */
export const mostWorkbookRows = 50_000;

/**
 * An Excel workbook (.xlsx, ISO/IEC 29500), the header of each sheet bold and in sight. Texts are cells of text, so that none
 * can run as a formula and ids keep their zeros; numbers are numbers. The same sheets give the same bytes: no file in it has a
 * time. The library makes the workbook with its headers alone; the rows are put into it as they are packed, so that a long
 * list is never in memory as cells.
 */
export async function writeWorkbook(sheets: readonly Sheet[]): Promise<Uint8Array> {
  const headers = await writeExcel(
    sheets.map(({ name, header, rows }) => ({
      sheet: name,
      data: [header.map(bold)] as SheetData,
      columns: widthsOf(header, rows).map((width) => ({ width })),
      stickyRowsCount: 1,
    })),
  ).toBuffer();
  const files = unzipSync(headers);
  const strings = new SharedStrings(strFromU8(files[sharedStrings]!));
  const packed = new Packed();
  for (const [name, bytes] of Object.entries(files)) {
    const sheet = sheets[Number(/^xl\/worksheets\/sheet(\d+)\.xml$/.exec(name)?.[1]) - 1];
    if (name === sharedStrings) continue; // last: only then are all known
    packed.add(name, sheet === undefined ? [bytes] : withRows(strFromU8(bytes), sheet.rows, strings));
  }
  packed.add(sharedStrings, strings.parts());
  return packed.close();
}

const sharedStrings = 'xl/sharedStrings.xml';

const bold = (value: string): Cell => ({ value, type: String, fontWeight: 'bold' });

const rowsAtOnce = 1000;

/** The XML of a sheet with rows after its header. */
function* withRows(
  sheet: string,
  rows: Iterable<readonly Scalar[]>,
  strings: SharedStrings,
): Generator<Uint8Array> {
  const end = sheet.indexOf('</sheetData>');
  yield strToU8(sheet.slice(0, end));
  let place = 1;
  for (const some of inSlices(rows, rowsAtOnce))
    yield strToU8(some.map((cells) => rowXml(cells, ++place, strings)).join(''));
  yield strToU8(sheet.slice(end));
}

function rowXml(cells: readonly Scalar[], place: number, strings: SharedStrings): string {
  const xml = cells.map((value, column) => cellXml(value, `${letters(column)}${place}`, strings));
  return `<row r="${place}">${xml.join('')}</row>`;
}

function cellXml(value: Scalar, address: string, strings: SharedStrings): string {
  if (typeof value === 'string') return `<c r="${address}" t="s"><v>${strings.place(value)}</v></c>`;
  if (typeof value === 'boolean') return `<c r="${address}" t="b"><v>${value ? 1 : 0}</v></c>`;
  return value === null || !Number.isFinite(value) ? '' : `<c r="${address}"><v>${value}</v></c>`;
}

/** Name of a column by its place from 0: A to Z, AA … */
const letters = (column: number): string =>
  `${column < 26 ? '' : letters(Math.floor(column / 26) - 1)}${String.fromCharCode(65 + (column % 26))}`;

const longestText = 32_767;

/** The texts of a workbook, each once; cells name their places. */
class SharedStrings {
  private readonly headers: string;
  private readonly first: number;
  private readonly places = new Map<string, number>();

  /** @param xml with the texts of the headers, which stay where they are */
  constructor(xml: string) {
    this.headers = xml.slice(0, xml.indexOf('</sst>'));
    this.first = xml.split('<si>').length - 1;
  }

  place(text: string): number {
    const place = this.places.get(text) ?? this.first + this.places.size;
    if (place === this.first + this.places.size) this.places.set(text, place);
    return place;
  }

  *parts(): Generator<Uint8Array> {
    yield strToU8(this.headers);
    for (const some of inSlices(this.places.keys(), rowsAtOnce))
      yield strToU8(some.map((text) => `<si><t xml:space="preserve">${xmlText(text)}</t></si>`).join(''));
    yield strToU8('</sst>');
  }
}

/** XML 1.0 holds no control characters and no half of a pair; a cell holds so many characters. */
const xmlText = (text: string): string =>
  text
    .replace(/\p{Cc}+|\p{Cs}|\uFFFE|\uFFFF/gu, ' ')
    .slice(0, longestText)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');

/** A zip archive of files that come in parts, packed as they come. */
class Packed {
  private readonly packed: Uint8Array[] = [];
  private readonly zip = new Zip((error, bytes) => {
    if (error) throw error;
    this.packed.push(bytes);
  });

  add(name: string, parts: Iterable<Uint8Array>): void {
    const file = new ZipDeflate(name, { level: 6 });
    file.mtime = new Date(1980, 0, 1);
    this.zip.add(file);
    for (const part of parts) file.push(part);
    file.push(new Uint8Array(0), true);
  }

  close(): Uint8Array {
    this.zip.end();
    return Buffer.concat(this.packed);
  }
}

/** Wide enough for the header and the first rows, in characters. */
function widthsOf(header: readonly string[], rows: Iterable<readonly Scalar[]>): number[] {
  const [first] = inSlices(rows, 50);
  return header.map((title, i) => {
    const longest = Math.max(...first!.map((row) => String(row[i] ?? '').length), title.length);
    return Math.min(60, longest + 2);
  });
}
