import { DataRefusedError } from '../../contracts/errors.ts';
import type { CsvOptions } from '../../contracts/ports/warehouse.ts';
import { cutLine, type LineEnd, lineEndOf } from './line-ends.ts';
import { readable, unreadable } from './text-chunks.ts';

/** One record of a CSV file: its fields, NULL where one is empty, or why it is no row and what stands there. */
export type CsvRecord =
  | { readonly fields: readonly (string | null)[] }
  | { readonly line: number; readonly problem: CsvProblem; readonly text: string };

/** DuckDB's words. A record that breaks several rules has the first of them by name. */
type CsvProblem =
  | 'INVALID ENCODING'
  | 'LINE SIZE OVER MAXIMUM'
  | 'MISSING COLUMNS'
  | 'TOO MANY COLUMNS'
  | 'UNQUOTED VALUE';

export interface CsvShape extends Pick<CsvOptions, 'delimiter' | 'quote' | 'escape' | 'header'> {
  /** Columns that every row has. */
  readonly width: number;
  /** Lines before the header, or before the first row, that are no data. */
  readonly skipLines: number;
  /** How a person finds the file. */
  readonly file: string;
}

/** Longest record, as DuckDB has it. */
const longest = 2_000_000;

/**
 * Takes a CSV text apart as DuckDB's reader does, record by record, with no more than a record and a chunk in memory.
 * Quotes count where a field begins with one, blanks before it aside; blank lines are no records unless there is but one
 * column; fields too many do not matter while they are empty. `line` counts records and blank lines from 1.
 * @throws DataRefusedError where the lines of the file end in different ways
 */
export async function* csvRecords(
  chunks: AsyncIterable<string>,
  shape: CsvShape,
): AsyncGenerator<readonly CsvRecord[]> {
  const reader = recordReader(shape);
  for await (const chunk of chunks) yield reader.read(chunk, false);
  yield reader.read('', true);
}

function recordReader(shape: CsvShape) {
  let rest = '';
  let end: LineEnd | null = null;
  let line = 0;
  /** Within a record that is too long and set aside already. */
  let passing = false;
  const stop = endOfFieldPattern(shape.delimiter);
  let options: CutOptions | null = null;
  const next = (text: string, from: number, last: boolean): Cut | null => {
    if (from >= text.length) return null;
    end ??= lineEndOf(text, from, last);
    if (end === null) return null;
    if (passing || line < shape.skipLines) return plainLine(text, from, end, last);
    if (options?.last !== last) options = { ...shape, end, last, stop };
    return cutRecord(text, from, options);
  };
  const take = (cut: Cut): CsvRecord | null => {
    if (passing) {
      passing = false;
      return null;
    }
    line++;
    const isHead = line <= shape.skipLines || (shape.header && line === shape.skipLines + 1);
    return isHead ? null : judge(cut, shape, line);
  };
  const read = (chunk: string, last: boolean): CsvRecord[] => {
    const text = rest + chunk;
    const records: (CsvRecord | null)[] = [];
    let from = 0;
    for (let cut = next(text, from, last); cut !== null; cut = next(text, from, last)) {
      records.push(take(cut));
      from = cut.next;
    }
    rest = text.slice(from);
    if (rest.length > longest && !last) {
      records.push(take({ text: rest, next: 0, fields: [], broken: false }));
      passing = true;
      rest = '';
    }
    return records.filter((record) => record !== null);
  };
  return { read };
}

/** A record as it stands, where the next one begins, and its fields. `broken`: quotes that do not close as they should. */
interface Cut {
  readonly text: string;
  readonly next: number;
  readonly fields: readonly string[];
  readonly broken: boolean;
  /** The file ended within quotes. */
  readonly open?: boolean;
}

function plainLine(text: string, from: number, end: LineEnd, last: boolean): Cut | null {
  const cut = cutLine(text, from, end, last);
  return cut && { ...cut, fields: [], broken: false };
}

function judge(cut: Cut, { width }: CsvShape, line: number): CsvRecord | null {
  if (cut.text === '' && width > 1) return null;
  const problem = problemOf(cut, width);
  if (problem === null) return { fields: cut.fields.slice(0, width).map((field) => field || null) };
  return { line, problem, text: readable(cut.text) };
}

function problemOf({ text, fields, broken, open }: Cut, width: number): CsvProblem | null {
  if (unreadable(text)) return 'INVALID ENCODING';
  if (text.length > longest / 4 && Buffer.byteLength(text) > longest) return 'LINE SIZE OVER MAXIMUM';
  if (fields.slice(width).some((field) => field !== '')) return 'TOO MANY COLUMNS';
  if (!open && fields.length < width) return 'MISSING COLUMNS';
  return broken ? 'UNQUOTED VALUE' : null;
}

interface CutOptions extends CsvShape {
  readonly end: LineEnd;
  /** No text follows. */
  readonly last: boolean;
  /** Finds where a field without quotes ends. */
  readonly stop: RegExp;
}

/** The record from a place on; null where the text ends before it does. */
function cutRecord(text: string, from: number, options: CutOptions): Cut | null {
  const { delimiter, quote, end, last, file } = options;
  const line = cutLine(text, from, end, last);
  if (line && (quote === '' || !line.text.includes(quote))) {
    requireOneEnd(line.text, end, file);
    return { ...line, fields: line.text.split(delimiter), broken: false };
  }
  return quote === '' ? null : cutQuoted(text, from, options);
}

function cutQuoted(text: string, from: number, options: CutOptions): Cut | null {
  const { delimiter, end, last, file } = options;
  const fields: string[] = [];
  let broken = false;
  let at = from;
  for (;;) {
    const field = cutField(text, at, options);
    if (field === null) {
      return last ? { text: text.slice(from), next: text.length, fields, broken: true, open: true } : null;
    }
    fields.push(field.value);
    broken ||= field.broken;
    if (field.end >= text.length) {
      return last ? { text: text.slice(from), next: text.length, fields, broken } : null;
    }
    if (text.startsWith(delimiter, field.end)) {
      at = field.end + delimiter.length;
      continue;
    }
    if (!last && field.end + end.length > text.length) return null;
    if (!text.startsWith(end, field.end))
      return requireOneEnd(text.slice(field.end, field.end + 2), end, file);
    return { text: text.slice(from, field.end), next: field.end + end.length, fields, broken };
  }
}

interface Field {
  readonly value: string;
  /** Where the delimiter, the end of the line or of the text stands. */
  readonly end: number;
  readonly broken: boolean;
}

/** The field from a place on; null where its quotes are not closed. */
function cutField(text: string, from: number, options: CutOptions): Field | null {
  const { delimiter, quote, escape: mark = quote, stop } = options;
  let begin = from;
  while (text[begin] === ' ' && delimiter !== ' ') begin++;
  if (text[begin] !== quote) {
    const end = endOfField(text, from, stop);
    return { value: text.slice(from, end), end, broken: false };
  }
  const close =
    mark === quote ? closingQuote(text, begin + 1, quote) : closingMarked(text, begin + 1, { quote, mark });
  if (close < 0) return null;
  let after = close + 1;
  while (text[after] === ' ' && delimiter !== ' ') after++;
  const end = endOfField(text, after, stop);
  const inside = text.slice(begin + 1, close);
  const value = mark === quote ? inside.replaceAll(quote + quote, quote) : unmarked(inside, { quote, mark });
  return { value, end, broken: end !== after };
}

function closingQuote(text: string, from: number, quote: string): number {
  let at = text.indexOf(quote, from);
  while (at >= 0 && text[at + 1] === quote) at = text.indexOf(quote, at + 2);
  return at;
}

interface Marked {
  readonly quote: string;
  /** What makes the sign behind it, a quote or itself, part of the field. */
  readonly mark: string;
}

function closingMarked(text: string, from: number, { quote, mark }: Marked): number {
  for (let at = from; at < text.length; at++) {
    if (text[at] === mark) at++;
    else if (text[at] === quote) return at;
  }
  return -1;
}

function unmarked(inside: string, { quote, mark }: Marked): string {
  let out = '';
  for (let at = 0; at < inside.length; at++) {
    const next = inside[at + 1];
    if (inside[at] === mark && (next === quote || next === mark)) at++;
    out += inside[at];
  }
  return out;
}

const endOfFieldPattern = (delimiter: string): RegExp =>
  new RegExp(`[\\r\\n]|${delimiter.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}`, 'g');

function endOfField(text: string, from: number, stop: RegExp): number {
  stop.lastIndex = from;
  return stop.exec(text)?.index ?? text.length;
}

function requireOneEnd(text: string, end: LineEnd, file: string): never | null {
  if (!/[\r\n]/.test(text)) return null;
  throw new DataRefusedError(
    `${file} ends some lines with ${JSON.stringify(end)} and others otherwise; write all lines with the same end`,
  );
}
