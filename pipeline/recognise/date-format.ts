import { monthsOf, plainWord } from './month-names.ts';
import { tidies } from './tidy-time.ts';

/** How a column writes its times. */
export interface TimeFormat {
  /** Pattern for `format`, absent for ISO 8601, which is read as it stands. */
  readonly format?: string;
  /** Expression that brings the text into the pattern, where a pattern alone cannot read it. `{}` is the column. */
  readonly sql?: string;
  /** Share of the values that are real times under it. */
  readonly share: number;
  /** Other patterns that read the values as well. */
  readonly alternatives: readonly string[];
  /** Share of the values that are no times under it but are with day and month the other way round. */
  readonly swapped?: number;
  readonly hasClock: boolean;
  /** Texts sort as their times do. */
  readonly sorts: boolean;
  /** Times carry their own offset or Z. */
  readonly zoned: boolean;
  /** The values are mere numbers, which may as well count or name something. */
  readonly numeric?: boolean;
}

/** Fewer readable values than this and a column is not one of times. */
const enough = 0.9;

const isoTime =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?\s?(Z|UTC|[+-]\d{2}(?::?\d{2})?)?$/;

/**
 * Finds the pattern under which the values of a column are real days; null where it is none of times. Where two patterns
 * read all values (day and month never above 12) the likelier one is chosen and the other named: day first with dots, and
 * with slashes unless the values lack leading zeros, as American exports do.
 */
export function findTimeFormat(values: readonly string[]): TimeFormat | null {
  if (values.length === 0) return null;
  const iso = shareOf(values, isIso);
  if (iso >= enough) {
    const zoned =
      shareOf(values, (value) => /(Z|UTC|:\d{2}(\.\d+)?\s?[+-]\d{2}(:?\d{2})?)$/.test(value)) > 0.5;
    // PostgreSQL writes +02 where the row checks read +02:00
    const short = shareOf(values, (value) => /:\d{2}(\.\d+)?[+-]\d{2}$/.test(value)) > 0.5;
    const sql = short ? { sql: "{} || ':00'" } : {};
    return {
      ...sql,
      share: iso,
      alternatives: [],
      hasClock: hasColon(values),
      sorts: true,
      zoned: zoned || short,
    };
  }
  return byPattern(values) ?? byExpression(values) ?? tidied(values);
}

/** Once something is taken off the values. */
function tidied(values: readonly string[]): TimeFormat | null {
  for (const { is, plain, sql } of tidies) {
    if (shareOf(values, is) < enough) continue;
    const tidy = values.map(plain);
    if (tidy.every((value, i) => value === values[i])) continue;
    const found = findTimeFormat(tidy);
    if (found === null) continue;
    const { numeric: _, ...time } = found;
    return { ...time, sql: (found.sql ?? '{}').replaceAll('{}', () => `(${sql})`) };
  }
  return null;
}

const shareOf = (values: readonly string[], test: (value: string) => boolean): number =>
  values.filter(test).length / values.length;
const hasColon = (values: readonly string[]): boolean =>
  shareOf(values, (value) => value.includes(':')) > 0.5;

function isIso(value: string): boolean {
  const found = isoTime.exec(value);
  return found !== null && isDay(Number(found[1]), Number(found[2]), Number(found[3]));
}

function isDay(year: number, month: number, day: number): boolean {
  if (year < 1900 || year > 2199 || month < 1 || month > 12 || day < 1) return false;
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/**
 * Share of the values that are days with the day first or with the month first: near one where neither order alone reads
 * them, both stand in one column.
 */
export function eitherOrder(values: readonly string[]): number {
  const readers = candidates(values)
    .filter((format) => !format.startsWith('yyyy'))
    .map(reader);
  return shareOf(values, (value) => readers.some((read) => read(value)));
}

const separators = ['/', '.', '-', ' '];

/** Day patterns in the order in which they are believed, and the clocks that may follow. */
function candidates(values: readonly string[]): string[] {
  const separator = separators.find((mark) => shareOf(values, (value) => value.includes(mark)) > 0.5);
  const digits = (pattern: RegExp) => shareOf(values, (value) => pattern.test(value)) > 0.5;
  if (digits(/^\d{14}$/)) return ['yyyyMMddHHmmss'];
  if (digits(/^\d{12}$/)) return ['yyyyMMddHHmm'];
  const compact = digits(/^\d{8}( |$)/);
  const days = compact ? ['yyyyMMdd'] : separator === undefined ? [] : dayPatterns(values, separator);
  const clock = clockOf(values);
  return days.map((day) => day + clock);
}

function dayPatterns(values: readonly string[], mark: string): string[] {
  const padded = !values.some((value) => /^\d\D|^\d+\D\d\D|^\d+\D\d+\D\d(\D|$)/.test(value));
  const dayFirst = [`dd${mark}MM${mark}yyyy`, `dd${mark}MM${mark}yy`];
  const monthFirst = [`MM${mark}dd${mark}yyyy`, `MM${mark}dd${mark}yy`];
  const yearFirst = `yyyy${mark}MM${mark}dd`;
  const american = mark === '/' && !padded;
  const order = american ? [...monthFirst, ...dayFirst] : [...dayFirst, ...monthFirst];
  return [yearFirst, ...order].map((pattern) =>
    padded ? pattern : pattern.replace('dd', 'd').replace('MM', 'M'),
  );
}

function clockOf(values: readonly string[]): string {
  const clocked = values.find((value) => /\d:\d\d/.test(value));
  if (clocked === undefined || !hasColon(values)) return '';
  const gap = /(\D+)\d{1,2}:\d\d/.exec(clocked)?.[1] ?? ' ';
  const hour = values.some((value) => /\D\d:\d\d/.test(value)) ? 'H' : 'HH';
  return `${gap}${hour}:mm${/\d:\d\d:\d\d/.test(clocked) ? ':ss' : ''}`;
}

function byPattern(values: readonly string[]): TimeFormat | null {
  const read = candidates(values)
    .map((format) => ({ format, share: shareOf(values, reader(format)) }))
    .filter(({ share }) => share >= enough);
  const most = Math.max(...read.map(({ share }) => share));
  // a pattern that leaves more values unread than another is only the runner-up
  const fitting = read.filter(({ share }) => share === most);
  const best = fitting[0];
  if (best === undefined) return null;
  return {
    format: best.format,
    share: best.share,
    alternatives: fitting.slice(1).map(({ format }) => format),
    ...swappedShare(values, best),
    hasClock: best.format.includes('mm'),
    sorts: /^yyyy\W?MM\W?dd/.test(best.format),
    zoned: false,
  };
}

function swappedShare(
  values: readonly string[],
  best: { format: string; share: number },
): { swapped?: number } {
  if (best.share === 1) return {};
  const other = best.format.replace(/(d+)(\D)(M+)|(M+)(\D)(d+)/, (_, d, s, m, m2, s2, d2) =>
    d ? `${m}${s}${d}` : `${d2}${s2}${m2}`,
  );
  if (other === best.format) return {};
  const [read, otherwise] = [reader(best.format), reader(other)];
  const swapped = shareOf(values, (value) => !read(value) && otherwise(value));
  return swapped === 0 ? {} : { swapped };
}

/** Whether a text is a real day under a pattern; reads as the row checks do. */
function reader(format: string): (value: string) => boolean {
  const order: string[] = [];
  const compact = format.startsWith('yyyyMMdd');
  const widths: Record<string, string> = { yyyy: '(\\d{4})', yy: '(\\d{2})' };
  const source = format.replace(/yyyy|yy|MM|M|dd|d|HH|H|mm|ss|[.*+?^$()[\]{}|\\/]/g, (token) => {
    if (/^[.*+?^$()[\]{}|\\/]$/.test(token)) return `\\${token}`;
    order.push(token[0] === 'y' ? 'y' : (token[0] ?? ''));
    return widths[token] ?? (compact && token.length === 2 ? '(\\d{2})' : '(\\d{1,2})');
  });
  const pattern = new RegExp(`^${source}$`);
  return (value) => {
    const found = pattern.exec(value);
    if (found === null) return false;
    const part = (letter: string) => (order.includes(letter) ? Number(found[order.indexOf(letter) + 1]) : 0);
    const year = part('y') < 100 ? 2000 + part('y') : part('y');
    return isDay(year, part('M'), part('d')) && !(part('H') > 23 || part('m') > 59 || part('s') > 59);
  };
}

/** Shapes that no pattern reads: a twelve-hour clock, months in words, seconds since 1970. */
function byExpression(values: readonly string[]): TimeFormat | null {
  return (
    twelveHours(values) ??
    namedMonths(values) ??
    months(values) ??
    shortDays(values) ??
    secondsSince1970(values)
  );
}

/** A month stands for its first day. */
function months(values: readonly string[]): TimeFormat | null {
  const isMonth = (value: string) => {
    const [, year, month] = /^(\d{4})[-/.](\d{2})$/.exec(value) ?? [];
    return year !== undefined && Number(year) >= 1970 && isDay(Number(year), Number(month), 1);
  };
  const share = shareOf(values, isMonth);
  if (share < 0.995) return null;
  const sql = "substr({}, 1, 4) || '-' || substr({}, 6, 2) || '-01'";
  return { sql, share, alternatives: [], hasClock: false, sorts: true, zoned: false };
}

/** Of six digits drawn at random one in thirty is a day: where all are, none was drawn. */
function shortDays(values: readonly string[]): TimeFormat | null {
  const isShortDay = (value: string) =>
    /^\d{6}$/.test(value) &&
    isDay(centuryOf(value) + Number(value.slice(0, 2)), Number(value.slice(2, 4)), Number(value.slice(4)));
  const share = shareOf(values, isShortDay);
  if (values.length < 20 || share < 0.995) return null;
  const part = (from: number) => `substr({}, ${from}, 2)`;
  const century = `case when {} < '70' then '20' else '19' end`;
  return {
    ...mayBeNumbers,
    sql: `(${century}) || ${part(1)} || '-' || ${part(3)} || '-' || ${part(5)}`,
    share,
    hasClock: false,
    sorts: true,
    zoned: false,
  };
}

/** As spreadsheets read two digits of a year. */
const centuryOf = (value: string): number => (value < '70' ? 2000 : 1900);

const twelve = /^([^\s,]+),? (\d{1,2})(:\d{2}(?::\d{2})?) ?([AaPp])\.?[Mm]\.?$/;

function twelveHours(values: readonly string[]): TimeFormat | null {
  if (shareOf(values, (value) => twelve.test(value)) < enough) return null;
  const plain = values.filter((value) => twelve.test(value)).map((value) => value.replace(twelve, '$1 $2$3'));
  const found = byPattern(plain);
  if (found?.format === undefined) return null;
  return {
    ...found,
    sql: `regexp_extract({}, '^([^ ,]+)', 1) || ' ' || ${hourOfTwelve} || regexp_extract({}, '(:[0-9]{2}(:[0-9]{2})?)', 1)`,
    sorts: false,
  };
}

const hourOfTwelve = `cast(try_cast(regexp_extract({}, ' ([0-9]{1,2}):', 1) as integer) % 12 + case when regexp_like({}, '[Pp][.]?[Mm][.]?$') then 12 else 0 end as varchar)`;

/** A day whose month is a word, whatever the order, with a week's day in front or a clock behind. */
const dayFirst =
  /^(?:\p{L}+[.,]* +)?(\d{1,2})(?:\.|st|nd|rd|th)?[- /.,]*(?:de +)?(\p{L}{3,})[- /.,]*(?:de +)?(\d{4}|\d{2})(?:(?:,? +(?:(?:at|um|à|às|alle|om|в) +)?|:)(\d{1,2}:\d{2}(?::\d{2})?) ?([AaPp]\.?[Mm]\.?)?)?$/u;
const wordFirst =
  /^(?:\p{L}+, +)?(\p{L}{3,})[. ]+(\d{1,2})(?:st|nd|rd|th)?,? +(\d{4}|\d{2})(?:,? +(?:at +)?(\d{1,2}:\d{2}(?::\d{2})?) ?([AaPp]\.?[Mm]\.?)?)?$/u;

interface NamedDay {
  readonly day: string;
  readonly word: string;
  readonly year: string;
  readonly clock: string | undefined;
  readonly half: string | undefined;
}

function namedDay(value: string, wordLeads: boolean): NamedDay | null {
  const found = (wordLeads ? wordFirst : dayFirst).exec(value);
  if (found === null) return null;
  const [, first = '', second = '', year = '', clock, half] = found;
  return { day: wordLeads ? second : first, word: wordLeads ? first : second, year, clock, half };
}

function namedMonths(values: readonly string[]): TimeFormat | null {
  for (const wordLeads of [false, true]) {
    const read = values.map((value) => namedDay(value, wordLeads)).filter((day) => day !== null);
    if (read.length < enough * values.length) continue;
    const months = monthsOf([...new Set(read.map(({ word }) => word))]);
    if (months === null) continue;
    const real = read.filter(({ day, word, year }) =>
      isDay(fullYear(Number(year)), months.get(plainWord(word)) ?? 0, Number(day)),
    );
    if (real.length >= enough * values.length)
      return { ...namedFormat(read, months, wordLeads), share: real.length / values.length };
  }
  return null;
}

const fullYear = (year: number): number => (year < 100 ? 2000 + year : year);

function namedFormat(
  read: readonly NamedDay[],
  months: ReadonlyMap<string, number>,
  wordLeads: boolean,
): Omit<TimeFormat, 'share'> {
  const short = read.every(({ year }) => year.length === 2);
  const clock = read.find((one) => one.clock !== undefined);
  const half = read.some((one) => one.half !== undefined);
  const day = wordLeads ? "'[^0-9]([0-9]{1,2})'" : "'([0-9]{1,2})'";
  const year = wordLeads
    ? `'[0-9]{1,2}[a-z]*,? +(${short ? '[0-9]{2}' : '[0-9]{4}'})'`
    : `'[^0-9](${short ? '[0-9]{2}' : '[0-9]{4}'})(?:$|(?:,? +(?:(?:at|um|à|às|alle|om|в) +)?|:)[0-9]{1,2}:)'`;
  const hour = half ? hourOfTwelve : "regexp_extract({}, '[ :]([0-9]{1,2}):[0-9]{2}', 1)";
  const time = ` || ' ' || ${hour} || regexp_extract({}, '[0-9](:[0-9]{2}(:[0-9]{2})?)', 1)`;
  const seconds = (clock?.clock ?? '').split(':').length > 2 ? ':ss' : '';
  return {
    format: `d-M-${short ? 'yy' : 'yyyy'}${clock ? ` H:mm${seconds}` : ''}`,
    sql: `regexp_extract({}, ${day}, 1) || '-' || ${monthSql(read, months, wordLeads)} || '-' || regexp_extract({}, ${year}, 1)${clock ? time : ''}`,
    alternatives: [],
    hasClock: clock !== undefined,
    sorts: false,
    zoned: false,
  };
}

/** The number of the month, by all words that the language has for it in letters as they are written here. */
function monthSql(
  read: readonly NamedDay[],
  months: ReadonlyMap<string, number>,
  wordLeads: boolean,
): string {
  const word = wordLeads
    ? "regexp_extract({}, '(\\p{L}{3,})[. ]+[0-9]', 1)"
    : "regexp_extract({}, '[0-9](?:(?:st|nd|rd|th)?[^\\p{L}0-9]+(?:de[^\\p{L}0-9]+)?)?(\\p{L}{3,})', 1)";
  const written = [...new Set(read.map((one) => one.word.toLowerCase()))];
  const whens = Array.from({ length: 12 }, (_, i) => {
    const own = written.filter((one) => months.get(plainWord(one)) === i + 1);
    const known = [...months].filter(([, month]) => month === i + 1).map(([name]) => name);
    const list = [...new Set([...own, ...known])].sort().map((name) => `'${name}'`);
    return `when lower(${word}) in (${list.join(', ')}) then '${i + 1}'`;
  });
  return `case ${whens.join(' ')} end`;
}

/** What counts since 1970, by what of it makes a second, as the digits tell. */
const perSecond = (value: string): number => {
  const digits = Math.floor(Math.log10(Number(value))) + 1;
  return digits < 12 ? 1 : digits < 15 ? 1e3 : digits < 18 ? 1e6 : 1e9;
};

const scientific = /^\d(?:\.(\d+))?[eE]\+?(\d{1,2})$/;

/** Seconds that the last digit of a number is worth: `1.669852800E+09` names a second, `1.66985E+09` some hours. */
function lastDigit(value: string): number {
  const [, decimals = '', exponent] = scientific.exec(value) ?? [];
  return exponent === undefined ? 0 : 10 ** (Number(exponent) - decimals.length) / perSecond(value);
}

/** A program leaves zeros out at the end, a spreadsheet rounds all values alike. */
const isRoundedTime = (values: readonly string[]): boolean => Math.min(...values.map(lastDigit)) > 60;

/** Whether the values count since 1970, but a spreadsheet has cut off the digits that name the day. */
export const isRoundedEpoch = (values: readonly string[]): boolean =>
  values.length > 0 && values.every(isEpoch) && isRoundedTime(values);

/** 1995 to 2100, in seconds or less; a program that knows numbers alone writes `1669852800.0`. */
const isEpoch = (value: string): boolean => {
  const seconds = Number(value) / perSecond(value);
  return (
    (/^\d{9,19}(\.\d+)?$/.test(value) || scientific.test(value)) &&
    seconds > 788_918_400 &&
    seconds < 4_102_444_800
  );
};

/** Numbers that may be times: only what else the column is called or stands beside can tell. */
const mayBeNumbers = { alternatives: [], sorts: false, numeric: true };

function secondsSince1970(values: readonly string[]): TimeFormat | null {
  const unit = perSecond(values[0] ?? '');
  const share = shareOf(values, (value) => isEpoch(value) && perSecond(value) === unit);
  if (share < 0.98 || isRoundedTime(values)) return null;
  const thousand = unit === 1 ? '' : ` / ${unit}`;
  return {
    ...mayBeNumbers,
    sql: `cast(cast(at_timezone(from_unixtime(try_cast({} as double)${thousand}), 'UTC') as timestamp) as varchar) || 'Z'`,
    share,
    hasClock: true,
    sorts: true,
    zoned: true,
  };
}

/** Days since 1899-12-30, as spreadsheets keep them, between 1990 and 2064. */
export function spreadsheetDays(values: readonly string[]): TimeFormat | null {
  const share = shareOf(
    values,
    (value) => /^\d{5}(\.\d+)?$/.test(value) && Number(value) > 32_874 && Number(value) < 60_000,
  );
  if (values.length === 0 || share < 0.98) return null;
  const clock = values.some((value) => value.includes('.'));
  const seconds = 'cast(round(86400 * (try_cast({} as double) - 25569)) as double)';
  return {
    ...mayBeNumbers,
    sql: `cast(cast(at_timezone(from_unixtime(${seconds}), 'UTC') as timestamp) as varchar)`,
    share,
    hasClock: clock,
    sorts: true,
    zoned: false,
  };
}
