import type { ColumnProfile } from '../contracts/profile.ts';
import { findTimeFormat } from '../pipeline/recognise/date-format.ts';
import { findNumberFormat } from '../pipeline/recognise/number-format.ts';
import { readValue } from '../pipeline/sql/read-value.ts';
import { identifier } from '../pipeline/sql/sql-text.ts';

/** What the values of a column are, and how SQL reads them: numbers and day numbers as double, texts as text. */
export type Content =
  | {
      readonly kind: 'number' | 'date' | 'category' | 'text';
      readonly sql: string;
      /** How it was read, where that is not plain. */
      readonly said: string;
    }
  | { readonly kind: 'nothing'; readonly why: string };

/** Words for "not known" in columns of numbers and dates. */
const unknownWords = [
  'na',
  'n/a',
  '#n/a',
  'nan',
  'null',
  'none',
  'nil',
  '-',
  '--',
  '?',
  '.',
  'unknown',
  'missing',
];
const isUnknown = (value: string): boolean => unknownWords.includes(value.toLowerCase());
/** The same as SQL: true where a text says that the value is not known. */
export const unknownSql = (text: string): string =>
  `lower(${text}) in (${unknownWords.map((word) => `'${word}'`).join(', ')})`;

const numericType = /^(u?(tiny|small|big|huge)?int(eger)?|float|double|real|decimal.*)$/;
const nestedType = /\[\]|^(struct|map|list|union|blob|bit|interval)/;
/** Codes such as postcodes: read as numbers they would lose their zeros. */
const zeroLed = /^0\d+$/;
const someCodes = 0.02;
/** Texts with so few different values are categories, whatever the number of rows. */
const alwaysCategory = 20;
const mostLevels = 5000;
/** Rows a level has on average, at least. */
const rowsPerLevel = 5;
const longText = 60;

/** A column's value as trimmed text, NULL where it is blank. */
export const textSql = (name: string): string => `nullif(trim(cast(${identifier(name)} as varchar)), '')`;

/** Guesses what a column holds from a sample of its values. */
export function contentOf(column: ColumnProfile): Content {
  const { name, type, filled, rows, distinct } = column;
  if (filled === 0) return { kind: 'nothing', why: 'it is empty' };
  if (nestedType.test(type)) return { kind: 'nothing', why: `it does not hold single values (${type})` };
  if (distinct === 1 && filled === rows) return { kind: 'nothing', why: 'it is the same in every row' };
  const text = textSql(name);
  const values = column.sample.filter((value) => !isUnknown(value));
  return dateContent(values, text) ?? numberContent(column, values, text) ?? textContent(column, text);
}

function dateContent(values: readonly string[], text: string): Content | null {
  const time = findTimeFormat(values);
  if (time === null) return null;
  const inner = (time.sql ?? '{}').replaceAll('{}', () => text);
  const at = readValue(inner, { type: 'time', means: '' }, { format: time.format });
  const doubt = time.alternatives.length > 0 ? `, though ${time.alternatives.join(' or ')} fits as well` : '';
  return {
    kind: 'date',
    sql: `cast(date_diff('day', date '1970-01-01', cast(${at} as date)) as double)`,
    said: time.format === undefined ? '' : `written ${time.format}${doubt}`,
  };
}

function numberContent(
  { name, type }: ColumnProfile,
  values: readonly string[],
  text: string,
): Content | null {
  if (numericType.test(type)) return { kind: 'number', sql: `cast(${identifier(name)} as double)`, said: '' };
  const codes = values.filter((value) => zeroLed.test(value)).length;
  if (codes > someCodes * values.length) return null;
  const format = findNumberFormat(values);
  if (format === null) return null;
  const inner = (format.sql ?? '{}').replaceAll('{}', () => text);
  const written = format.sql?.includes("',', '.'") ? 'decimal comma' : '';
  return {
    kind: 'number',
    sql: `try_cast(nullif(${inner}, '') as double)`,
    said: [written, format.doubt ?? ''].filter((part) => part !== '').join('; '),
  };
}

function textContent({ distinct, filled, sample }: ColumnProfile, text: string): Content {
  const length = sample.reduce((sum, value) => sum + value.length, 0) / sample.length;
  const few = distinct <= alwaysCategory;
  const category = few || (distinct <= Math.min(mostLevels, filled / rowsPerLevel) && length < longText);
  return { kind: category ? 'category' : 'text', sql: text, said: '' };
}

/** Why a column cannot be taken for numbers. */
export const notNumbers = (content: Content): string =>
  content.kind === 'nothing'
    ? `its values carry no information (${content.why})`
    : 'its values are not numbers';
