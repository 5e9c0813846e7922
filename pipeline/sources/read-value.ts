import type { Column } from '../contracts/column.ts';
import { literal } from './sql-text.ts';

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
      return `case when lower(${text}) in ('true', 't', 'yes', 'y', '1') then true
        when lower(${text}) in ('false', 'f', 'no', 'n', '0') then false end`;
    case 'integer':
      return `case when ${finite(text)} and try_cast(${text} as double) = floor(try_cast(${text} as double))
        then try_cast(try_cast(${text} as double) as bigint) end`;
    case 'number':
      // a zero has no sign: engines differ in whether a file keeps it
      return `case when ${finite(text)} then try_cast(${text} as double) + 0e0 end`;
    case 'money':
      return `coalesce(try_cast(${text} as decimal(18,4)),
        case when ${finite(text)} then try_cast(try_cast(${text} as double) as decimal(18,4)) end)`;
    case 'time':
      return inUtc(readTime(text, reading.format), text, reading);
  }
}

/** NaN and the infinities are no numbers of a business; both engines order NaN outside this range. */
const finite = (text: string): string =>
  `try_cast(${text} as double) > -1e300 and try_cast(${text} as double) < 1e300`;

function readTime(text: string, format: string | undefined): string {
  return format === undefined
    ? `try_cast(regexp_replace(replace(${text}, 'T', ' '), ' ?(Z|UTC)$', '') as timestamp)`
    : `try_cast(${isoFromPattern(text, format)} as timestamp)`;
}

const offset = '[+-][0-9][0-9]:?[0-9][0-9]$';

/** A time that carries its own offset keeps it; one without is read in the zone of the source. */
function inUtc(local: string, text: string, { timeZone, format }: TimeReading): string {
  const zoned =
    timeZone === undefined || timeZone === 'UTC'
      ? local
      : `cast(at_timezone(with_timezone(${local}, ${literal(timeZone)}), 'UTC') as timestamp)`;
  if (format !== undefined) return zoned;
  return `case when regexp_like(${text}, ':[0-9.]+ ?${offset}')
    then cast(at_timezone(try_cast(replace(${text}, 'T', ' ') as timestamp with time zone), 'UTC') as timestamp)
    when ${timeZone === undefined ? 'false' : `regexp_like(${text}, '(Z|UTC)$')`} then ${local}
    else ${zoned} end`;
}

const parts: Readonly<Record<string, string>> = {
  yyyy: '([0-9]{4})',
  yy: '([0-9]{2})',
  MM: '([0-9]{1,2})',
  M: '([0-9]{1,2})',
  dd: '([0-9]{1,2})',
  d: '([0-9]{1,2})',
  HH: '([0-9]{1,2})',
  H: '([0-9]{1,2})',
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
