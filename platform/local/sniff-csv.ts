import { parse } from 'csv-parse/sync';

export interface SniffedCsv {
  readonly delimiter: string;
  readonly quote: string;
  /** What stands before a quote within quotes; absent where it is doubled. */
  readonly escape?: string;
  readonly header: boolean;
  /** Lines before the first row, such as a title. */
  readonly skipLines: number;
  readonly columns: readonly string[];
  /** The line that is read as the header holds tags of a program; the names stand above it. */
  readonly isTagged?: boolean;
}

const delimiters = [',', ';', '\t', '|'];
const rowsToRead = 2000;
/** This share of the rows must have as many fields as the commonest row. */
const enough = 0.9;
/** Less will do below a header of so many names: the other rows hold the delimiter where nothing quotes it. */
const enoughNamed = 0.6;
const manyNames = 4;

/**
 * The dialect under which nearly all rows of a text have the same number of fields, at least two, or most as many as the
 * header has names; null where no delimiter achieves that.
 */
export function sniffCsv(text: string): SniffedCsv | null {
  const quote = quoteOf(text);
  const mark = escapeOf(text, quote);
  const shapes = delimiters
    .map((delimiter) => shapeUnder(text, delimiter, { quote, mark }))
    .sort((a, b) => b.share - a.share || b.width - a.width);
  const best = shapes.find(({ width, share }) => width >= 2 && share >= enough) ?? shapes.find(isNamed);
  if (best === undefined) return null;
  const dialect = { delimiter: best.delimiter, quote, ...(mark === quote ? {} : { escape: mark }) };
  const tagged = taggedHeader(best);
  if (tagged) return { ...dialect, header: true, isTagged: true, ...tagged };
  const skipLines = headAt(best);
  const [first = [], ...rest] = best.rows.slice(skipLines);
  const header = looksLikeHeader(first, rest);
  const columns = header ? first : first.map((_, i) => `column${i + 1}`);
  return { ...dialect, header, skipLines: linesBefore(text, skipLines), columns };
}

/**
 * Names in a line, what they stand for in the next, and tags of a program in braces below, as tools for surveys write them:
 * the second line names the columns.
 */
function taggedHeader({ rows, width }: Shape): Pick<SniffedCsv, 'skipLines' | 'columns'> | null {
  const [, names, tags] = rows;
  const isTagged = tags?.every((cell) => /^\{.*\}$/.test(cell)) === true;
  return names?.length === width && isTagged ? { skipLines: 2, columns: names } : null;
}

function isNamed({ rows: [first = [], ...rest], width, share }: Shape): boolean {
  return width >= manyNames && share >= enoughNamed && first.length === width && looksLikeHeader(first, rest);
}

/** Lines before a row, blank ones counted: readers count lines, and rows are what is not blank. */
function linesBefore(text: string, rows: number): number {
  const lines = text.split(/\r\n|\n|\r/, rows + 100);
  let left = rows;
  for (const [i, line] of lines.entries()) {
    if (line.replace('\uFEFF', '').trim() === '') continue;
    if (left === 0) return i;
    left--;
  }
  return rows;
}

const headRows = 12;

/** The first row that is as wide as the others and not a title, whose few words stand above many columns. */
function headAt({ rows, width }: Shape): number {
  const filled = (row: readonly string[]) => row.filter((cell) => cell.trim() !== '').length;
  const usual = Math.max(1, ...rows.slice(headRows, 2 * headRows).map(filled), filled(rows.at(-1) ?? []));
  const head = rows.slice(0, headRows);
  const wide = head.findIndex((row) => row.length === width && filled(row) > usual / 2);
  return Math.max(0, wide);
}

interface Shape {
  readonly delimiter: string;
  readonly rows: readonly string[][];
  readonly width: number;
  readonly share: number;
}

interface Quoting {
  readonly quote: string;
  readonly mark: string;
}

function shapeUnder(text: string, delimiter: string, { quote, mark }: Quoting): Shape {
  const rows = parse(text, {
    delimiter,
    quote: quote || false,
    escape: mark || null,
    relax_quotes: true,
    relax_column_count: true,
    skip_records_with_error: true,
    skip_empty_lines: true,
    bom: true,
    to: rowsToRead,
  }) as string[][];
  const counts = new Map<number, number>();
  for (const row of rows) counts.set(row.length, (counts.get(row.length) ?? 0) + 1);
  const [width, of] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? [0, 0];
  return { delimiter, rows, width, share: rows.length === 0 ? 0 : of / rows.length };
}

/** A backslash where quotes follow one and none is doubled within a field; else the quote itself. */
function escapeOf(text: string, quote: string): string {
  const sample = text.slice(0, 1_000_000);
  const count = (pattern: string) => sample.match(new RegExp(pattern, 'g'))?.length ?? 0;
  const behind = count(`[^,;\\t|\\n]\\\\${quote}`);
  const doubled = count(`[^,;\\t|\\n${quote}]${quote}${quote}[^,;\\t|\\n\\r${quote}]`);
  return behind > doubled ? '\\' : quote;
}

/** Double quotes, unless fields are visibly wrapped in single ones. */
function quoteOf(text: string): string {
  const sample = text.slice(0, 100_000);
  const around = (mark: string) => sample.match(new RegExp(`(^|[,;\\t|])${mark}`, 'gm'))?.length ?? 0;
  const closed = (mark: string) => sample.match(new RegExp(`${mark}($|[,;\\t|])`, 'gm'))?.length ?? 0;
  const single = Math.min(around("'"), closed("'"));
  return single > 20 && around('"') === 0 ? "'" : '"';
}

/**
 * A header holds different words, none a number or a date; and either some column below it holds numbers or dates, or
 * none of its words stands below it. A few of its cells may be blank, as `write.csv` and spreadsheets leave them.
 */
export function looksLikeHeader(first: readonly string[], rest: readonly string[][]): boolean {
  const cells = first.map((cell) => cell.trim());
  const words = cells.filter((word) => word !== '');
  if (words.length < 2 || words.some(isValue)) return false;
  const blank = cells.flatMap((word, i) => (word === '' ? [i] : []));
  if (!blank.every((i) => mayBeNameless(rest, i, cells.length))) return false;
  if (new Set(words.map((word) => word.toLowerCase())).size < words.length / 2) return false;
  const typed = cells.some((word, i) => word !== '' && mostly(rest, (row) => isValue((row[i] ?? '').trim())));
  return typed || cells.every((word, i) => word === '' || !rest.some((row) => row[i] === word));
}

/** An index in front, or columns that hold nothing; else at most a third of the names may be missing. */
function mayBeNameless(rest: readonly string[][], column: number, width: number): boolean {
  const cells = rest.map((row) => (row[column] ?? '').trim());
  if (cells.every((cell) => cell === '')) return true;
  return column === 0 || width >= 3;
}

const mostly = (rows: readonly string[][], test: (row: string[]) => boolean): boolean =>
  rows.length > 0 && rows.filter(test).length > rows.length / 2;

/** Numbers, dates, times: begins with a digit, a sign or a currency mark and holds no word of three letters. */
const isValue = (cell: string): boolean => /^[-+$€£(]?\s?\d/.test(cell) && !/\p{L}{4}/u.test(cell);
