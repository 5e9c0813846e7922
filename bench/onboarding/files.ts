import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import iconv from 'iconv-lite';

/** A table as a stranger's system keeps it, before it becomes a file. */
export interface Sheet {
  readonly name: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export interface Writing {
  readonly delimiter: string;
  readonly encoding: string;
  readonly lineEnd: string;
  /** What stands above the header. */
  readonly above: readonly string[];
  /** What stands between header and rows: a line of units or descriptions. */
  readonly below: boolean;
  /** A column that counts the rows, without a name. */
  readonly index: boolean;
  /** Empty columns at the end, as a spreadsheet leaves them. */
  readonly blank: number;
  readonly quoteAll: boolean;
  readonly pack: 'none' | 'gz' | 'zip' | 'xlsx' | 'json' | 'jsonl';
  /** A file for each value of a row's key, with the columns in another order every second time. */
  readonly split: ((row: readonly string[], i: number) => string) | null;
  readonly noHeader: boolean;
  /** What stands below the last row. */
  readonly footer: readonly string[];
  /** A quote within quotes is doubled, or has a backslash before it. */
  readonly escape: '"' | '\\';
  /** All tables in one zip or one workbook. */
  readonly together: boolean;
  /** The ending of a text file's name. */
  readonly ending: string;
}

export const plainly: Writing = {
  delimiter: ',',
  encoding: 'utf-8',
  lineEnd: '\n',
  above: [],
  below: false,
  index: false,
  blank: 0,
  quoteAll: false,
  pack: 'none',
  split: null,
  noHeader: false,
  footer: [],
  escape: '"',
  together: false,
  ending: 'csv',
};

/** Writes tables as a person would find them and answers what they would point at. */
export function writeSheets(folder: string, sheets: readonly Sheet[], writing: Writing): string[] {
  if (!writing.together) return sheets.flatMap((sheet) => writeSheet(folder, sheet, writing));
  if (writing.pack === 'xlsx') return [put(folder, 'export.xlsx', workbook(sheets))];
  const parts = sheets.map((sheet) => [
    `${sheet.name}.${writing.ending}`,
    encoded(csvOf(sheet, writing), writing),
  ]);
  return [put(folder, 'export.zip', zipSync(Object.fromEntries(parts)))];
}

const encoded = (text: string, { encoding }: Writing): Uint8Array =>
  new Uint8Array(iconv.encode(text, encoding, { addBOM: /^utf-16/.test(encoding) }));

/** Writes a table as one or several files and answers what a person would point at. */
export function writeSheet(folder: string, sheet: Sheet, writing: Writing): string[] {
  if (writing.split === null) return [writeOne(folder, sheet, writing)];
  const parts = new Map<string, (readonly string[])[]>();
  for (const [i, row] of sheet.rows.entries()) {
    const key = writing.split(row, i);
    parts.set(key, [...(parts.get(key) ?? []), row]);
  }
  return [...parts].map(([key, rows], i) => {
    const part = { name: `${sheet.name}_${key}`, header: sheet.header, rows };
    return writeOne(folder, i % 2 === 1 ? turned(part) : part, writing);
  });
}

/** The same columns in another order. */
const turned = ({ name, header, rows }: Sheet): Sheet => ({
  name,
  header: [...header.slice(1), header[0] ?? ''],
  rows: rows.map((row) => [...row.slice(1), row[0] ?? '']),
});

function writeOne(folder: string, sheet: Sheet, writing: Writing): string {
  const { pack } = writing;
  const text = pack === 'json' || pack === 'jsonl' ? jsonOf(sheet, pack) : csvOf(sheet, writing);
  const plain = `${sheet.name}.${pack === 'json' || pack === 'jsonl' ? pack : writing.ending}`;
  const bytes = encoded(text, writing);
  switch (pack) {
    case 'gz':
      return put(folder, `${plain}.gz`, gzipSync(bytes));
    case 'zip':
      return put(folder, `${sheet.name}.zip`, zipSync({ [plain]: bytes }));
    case 'xlsx':
      return put(folder, `${sheet.name}.xlsx`, workbook([sheet]));
    default:
      return put(folder, plain, bytes);
  }
}

function put(folder: string, name: string, bytes: Uint8Array): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, bytes);
  return path;
}

function csvOf({ header, rows }: Sheet, writing: Writing): string {
  const { delimiter, index, blank, above, below, lineEnd, quoteAll, noHeader, footer } = writing;
  const cell = (text: string) =>
    quoteAll || text.includes(delimiter) || /["\n]/.test(text)
      ? `"${text.replaceAll('"', `${writing.escape}"`)}"`
      : text;
  const line = (cells: readonly string[], first: string) =>
    [...(index ? [first] : []), ...cells, ...Array.from({ length: blank }, () => '')]
      .map(cell)
      .join(delimiter);
  const lines = [
    ...above,
    ...(noHeader ? [] : [line(header, '')]),
    ...(below
      ? [
          line(
            header.map((name) => `the ${name.toLowerCase()}`),
            '',
          ),
        ]
      : []),
    ...rows.map((row, i) => line(row, String(i))),
    ...footer,
    '',
  ];
  return lines.join(lineEnd);
}

function jsonOf({ header, rows }: Sheet, pack: 'json' | 'jsonl'): string {
  const value = (text: string) =>
    text === '' ? null : /^-?[1-9]\d{0,8}(\.\d+)?$/.test(text) ? Number(text) : text;
  const objects = rows.map((row) => Object.fromEntries(header.map((name, i) => [name, value(row[i] ?? '')])));
  return pack === 'json'
    ? JSON.stringify(objects, null, 1)
    : `${objects.map((object) => JSON.stringify(object)).join('\n')}\n`;
}

const escaped = (text: string): string =>
  text.replace(
    /[<>&"]/g,
    (mark) => ({ '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&quot;' })[mark] ?? mark,
  );

/** The least that a spreadsheet is: texts in place, numbers as numbers, ISO days as serial numbers in a date's style. */
function workbook(sheets: readonly Sheet[]): Uint8Array {
  const cell = (text: string, at: string): string => {
    const r = `r="${at}"`;
    if (text === '') return `<c ${r}/>`;
    const day = /^(\d{4}-\d{2}-\d{2})(?: (\d{2}):(\d{2}):00)?$/.exec(text);
    if (day) {
      const serial = Date.parse(`${day[1]}T${day[2] ?? '00'}:${day[3] ?? '00'}:00Z`) / 86_400_000 + 25_569;
      return `<c ${r} s="${day[2] ? 2 : 1}"><v>${serial}</v></c>`;
    }
    if (/^-?(0|[1-9]\d{0,14})(\.\d+)?$/.test(text)) return `<c ${r}><v>${text}</v></c>`;
    return `<c ${r} t="inlineStr"><is><t>${escaped(text)}</t></is></c>`;
  };
  const line = (cells: readonly string[], i: number) =>
    `<row r="${i + 1}">${cells.map((text, j) => cell(text, `${String.fromCharCode(65 + j)}${i + 1}`)).join('')}</row>`;
  const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
  const each = (text: (i: number, sheet: Sheet) => string) =>
    sheets.map((sheet, i) => text(i + 1, sheet)).join('');
  const office = 'http://schemas.openxmlformats.org';
  const main = `${office}/spreadsheetml/2006/main`;
  const parts = {
    '[Content_Types].xml': `${xml}<Types xmlns="${office}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>${each((i) => `<Override PartName="/xl/worksheets/sheet${i}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`)}<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>`,
    '_rels/.rels': `${xml}<Relationships xmlns="${office}/package/2006/relationships"><Relationship Id="rId1" Type="${office}/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `${xml}<workbook xmlns="${main}" xmlns:r="${office}/officeDocument/2006/relationships"><sheets>${each((i, { name }) => `<sheet name="${sheets.length > 1 ? name : 'Sheet1'}" sheetId="${i}" r:id="rId${i}"/>`)}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${xml}<Relationships xmlns="${office}/package/2006/relationships">${each((i) => `<Relationship Id="rId${i}" Type="${office}/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet${i}.xml"/>`)}<Relationship Id="rId99" Type="${office}/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>`,
    'xl/styles.xml': `${xml}<styleSheet xmlns="${main}"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/><xf numFmtId="22" applyNumberFormat="1"/></cellXfs></styleSheet>`,
    ...Object.fromEntries(
      sheets.map(({ header, rows }, i) => [
        `xl/worksheets/sheet${i + 1}.xml`,
        `${xml}<worksheet xmlns="${main}"><sheetData>${[header, ...rows].map(line).join('')}</sheetData></worksheet>`,
      ]),
    ),
  };
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])));
}
