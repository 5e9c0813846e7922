import type { CsvOptions } from '../../pipeline/contracts/ports.ts';

/**
 * Lines of CSV taken apart in Trino's SQL. Athena's own readers of CSV drop what they cannot place; here a line that is no
 * row says why, in the words that DuckDB has for it.
 */

/** SQL of the parts of one line, over an expression that holds the line. */
export interface LineParts {
  /** NULL for a row, else why the line is none. */
  readonly problem: string;
  /** The fields of a row, in order; NULL where a field is empty. Only meaningful where there is no problem. */
  readonly fields: readonly string[];
}

/** `line` must be cheap to repeat: a column. */
export function lineParts(line: string, csv: CsvOptions, width: number): LineParts {
  const delimiter = escapeCharacter(csv.delimiter);
  const field = fieldPattern(delimiter, csv.quote);
  const whole = `^${field}(?:${delimiter}${field})*$`;
  const row = `^${field}(?:${delimiter}${field}){${width - 1}}${surplusPattern(delimiter, csv.quote)}$`;
  const split = `regexp_extract_all(${text(csv.delimiter)} || ${line}, ${text(`${delimiter}(${field})`)}, 1)`;
  return {
    problem: `case when ${line} <> from_utf8(to_utf8(${line})) then 'INVALID ENCODING'
      when regexp_like(${line}, ${text(row)}) then null
      when not regexp_like(${line}, ${text(whole)}) then 'UNQUOTED VALUE'
      when cardinality(${split}) < ${width} then 'MISSING COLUMNS' else 'TOO MANY COLUMNS' end`,
    fields: Array.from({ length: width }, (_, i) => bare(`element_at(${split}, ${i + 1})`, csv.quote)),
  };
}

/** A field in quotes, blanks around them allowed, or one that does not begin with a quote. */
function fieldPattern(delimiter: string, quote: string): string {
  if (quote === '') return `[^${delimiter}]*`;
  const mark = escapeCharacter(quote);
  const quoted = ` *${mark}[^${mark}]*(?:${mark}${mark}[^${mark}]*)*${mark} *`;
  return `(?:${quoted}| *[^ ${delimiter}${mark}][^${delimiter}]*| *)`;
}

/** Fields too many are no matter while they are empty, as DuckDB has it. */
function surplusPattern(delimiter: string, quote: string): string {
  const mark = quote && escapeCharacter(quote);
  return `(?:${delimiter}${mark ? `(?: *${mark}${mark} *)?` : ''})*`;
}

/** The value of a field: without its quotes, NULL where nothing is left. */
function bare(field: string, quote: string): string {
  if (quote === '') return `nullif(${field}, '')`;
  const mark = escapeCharacter(quote);
  const inside = `regexp_extract(${field}, ${text(`^ *${mark}(.*)${mark} *$`)}, 1)`;
  return `nullif(case when regexp_like(${field}, ${text(`^ *${mark}`)})
    then replace(${inside}, ${text(quote + quote)}, ${text(quote)}) else ${field} end, '')`;
}

/** One character as a regular expression, also within a class. */
const escapeCharacter = (character: string): string =>
  character === '\t' ? '\\t' : /[A-Za-z0-9 ]/.test(character) ? character : `\\${character}`;

const text = (value: string): string => `'${value.replaceAll("'", "''")}'`;
