import type { Column } from '../../contracts/sources/column.ts';
import { noWords, unknownWords, yesWords } from '../../contracts/sources/flag-words.ts';
import { literal, moneyLimit, moneyType, shortMoneyType } from './sql-text.ts';

/** How a time is written in the user's data: its pattern (none: ISO 8601) and the zone of times without one. */
export interface TimeReading {
  readonly format?: string | undefined;
  readonly timeZone?: string | undefined;
}

/**
 * SQL that reads a text (already trimmed, never empty) as a column's type, NULL where it is none: the row is then
 * quarantined as `unreadable_<column>`, never changed. Portable between Trino and DuckDB.
 */
export function readValue(text: string, column: Column, reading: TimeReading = {}): string {
  switch (column.type) {
    case 'id':
    case 'text':
      return text;
    case 'category':
      return column.allowed ? `lower(${text})` : text;
    case 'flag':
      return `case when ${isWord(text, yesWords)} then true when ${isWord(text, noWords)} then false end`;
    case 'integer':
      return `case when ${finite(text)} and try_cast(${text} as double) = floor(try_cast(${text} as double))
        then try_cast(try_cast(${text} as double) as bigint) end`;
    case 'number':
      // a zero has no sign: engines differ in whether a file keeps it
      return `case when ${finite(text)} then try_cast(${text} as double) + 0e0 end`;
    case 'money':
      // DuckDB reads up to 18 digits seventy times faster than more: nearly every amount
      return `case when ${isNumber(text)} and abs(try_cast(${text} as double)) < ${moneyLimit}
        then coalesce(cast(try_cast(${text} as ${shortMoneyType}) as ${moneyType}), try_cast(${text} as ${moneyType}),
          try_cast(try_cast(${text} as double) as ${moneyType})) end`;
    case 'time':
      return inUtc(text, reading);
  }
}

/** SQL that reads a column whose type is that of the contract already, as `readValue` reads its text. */
export function readTyped(value: string, { type }: Column, timeZone?: string): string {
  switch (type) {
    case 'time':
      return fromZone(`date_trunc('millisecond', cast(${value} as timestamp))`, timeZone);
    case 'integer':
      return `cast(${value} as bigint)`;
    case 'number':
      return `case when cast(${value} as double) > -1e300 and cast(${value} as double) < 1e300 then cast(${value} as double) + 0e0 end`;
    case 'money':
      return `case when abs(cast(${value} as double)) < ${moneyLimit} then cast(${value} as ${moneyType}) end`;
    default:
      return value;
  }
}

/** As `flagWord` compares it. */
const isWord = (text: string, words: readonly string[]): string =>
  `replace(replace(lower(${text}), ' ', '_'), '-', '_') in (${words.map(literal).join(', ')})`;

/** True where a flag's text says that nothing is known: the value is NULL and the row is good. */
export const saysUnknown = (text: string): string => isWord(text, unknownWords);

/** What both engines read as a number; each alone reads more, such as 1_000 or 1d, and NaN. */
export const isNumber = (text: string): string =>
  `regexp_like(${text}, '^[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]{1,3})?$')`;

/** The infinities, which 1e999 is, are no numbers of a business. */
const finite = (text: string): string =>
  `${isNumber(text)} and try_cast(${text} as double) > -1e300 and try_cast(${text} as double) < 1e300`;

const clock = '([01]?[0-9]|2[0-3]):[0-9]{2}(:[0-9]{2}([.][0-9]{1,9})?)?';
const offset = '[+-][01][0-9](:?[0-5][0-9])?';

/** A time of ISO 8601 without its zone, to the millisecond, which is all that Athena keeps. */
function localTime(text: string, zone: string): string {
  const bare = `replace(regexp_replace(${text}, ' ?${zone}$', ''), 'T', ' ')`;
  const cut = `case when strpos(${bare}, '.') > 0 then substr(${bare}, 1, strpos(${bare}, '.') + 3) else ${bare} end`;
  return `case when regexp_like(${bare}, '^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}( ${clock})?$') then try_cast(${cut} as timestamp) end`;
}

/** What most times look like, and is read at once. */
const plainTime = '[0-9]{4}-[0-9]{2}-[0-9]{2}([ T]([01][0-9]|2[0-3]):[0-9]{2}:[0-9]{2})?';

/** A wall clock's time in a zone, in UTC. */
const fromZone = (local: string, timeZone: string | undefined): string =>
  timeZone === undefined || timeZone === 'UTC'
    ? local
    : `cast(at_timezone(with_timezone(${local}, ${literal(timeZone)}), 'UTC') as timestamp)`;

/** A time that carries its own offset keeps it; one without is read in the zone of the source. */
function inUtc(text: string, { timeZone, format }: TimeReading): string {
  const local =
    format === undefined
      ? localTime(text, '(Z|UTC)')
      : `try_cast(${isoFromPattern(text, format)} as timestamp)`;
  const zoned = fromZone(local, timeZone);
  if (format !== undefined) return zoned;
  return `case when regexp_like(${text}, '^${plainTime}$') then ${fromZone(`try_cast(replace(${text}, 'T', ' ') as timestamp)`, timeZone)}
    when regexp_like(${text}, ':[0-9.]+ ?${offset}$')
    then date_add('minute', ${minutesBack(text)}, ${localTime(text, offset)})
    when ${timeZone === undefined ? 'false' : `regexp_like(${text}, '(Z|UTC)$')`} then ${local}
    else ${zoned} end`;
}

/** Minutes from a time with an offset, such as +01:30, +0130 or +01, to UTC. */
function minutesBack(text: string): string {
  const part = (groups: string) => `regexp_extract(${text}, '${groups}$', 1)`;
  const hours = part('[+-]([01][0-9])(?::?[0-5][0-9])?');
  const minutes = part('[+-][01][0-9]:?([0-5][0-9])');
  return `case when ${part('([+-])[01][0-9](?::?[0-5][0-9])?')} = '-' then 1 else -1 end
      * (60 * cast(${hours} as integer) + coalesce(try_cast(${minutes} as integer), 0))`;
}

const parts: Readonly<Record<string, string>> = {
  yyyy: '([0-9]{4})',
  yy: '([0-9]{2})',
  MM: '([0-9]{1,2})',
  M: '([0-9]{1,2})',
  dd: '([0-9]{1,2})',
  d: '([0-9]{1,2})',
  HH: '((?:[01]?[0-9]|2[0-3]))',
  H: '((?:[01]?[0-9]|2[0-3]))',
  mm: '([0-9]{1,2})',
  ss: '([0-9]{1,2})',
};

/** Takes a text apart by the user's pattern and puts it together as ISO: the two engines' own parsers differ. */
function isoFromPattern(text: string, format: string): string {
  const order: string[] = [];
  const pattern = format.replace(/yyyy|yy|MM|M|dd|d|HH|H|mm|ss|[.*+?^$()[\]{}|\\]/g, (token) => {
    const part = parts[token];
    if (part === undefined) return `\\${token}`;
    order.push(token[0] === 'y' ? token : (token[0] ?? ''));
    return part;
  });
  const group = (letter: string) => {
    const index = order.indexOf(letter) + 1;
    return index === 0
      ? "'00'"
      : `lpad(regexp_extract(${text}, ${literal(`^${pattern}$`)}, ${index}), 2, '0')`;
  };
  const year = order.includes('yyyy')
    ? `regexp_extract(${text}, ${literal(`^${pattern}$`)}, ${order.indexOf('yyyy') + 1})`
    : `('20' || ${group('yy')})`;
  return `(${year} || '-' || ${group('M')} || '-' || ${group('d')} || ' ' || ${group('H')} || ':' || ${group('m')} || ':' || ${group('s')})`;
}
