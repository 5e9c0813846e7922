import type { ColumnMap } from '../../contracts/config/config.ts';
import type { ColumnProfile } from '../../contracts/profile.ts';
import type { Column } from '../../contracts/sources/column.ts';
import { wordsOf } from '../../pipeline/recognise/column-words.ts';
import {
  eitherOrder,
  findTimeFormat,
  isRoundedEpoch,
  spreadsheetDays,
  type TimeFormat,
} from '../../pipeline/recognise/date-format.ts';
import { flagSql } from '../../pipeline/recognise/flag-format.ts';
import { findNumberFormat, type NumberFormat } from '../../pipeline/recognise/number-format.ts';
import { withoutPlaceholders } from '../../pipeline/recognise/placeholders.ts';
import { type WordedScale, wordedScale } from '../../pipeline/recognise/worded-scale.ts';
import { write } from '../../pipeline/reports/format.ts';
import { literal } from '../../pipeline/sql/sql-text.ts';
import { into, sqlText } from './sql-of-column.ts';

/** A raw column read as a contract's column: how to write it in the config and what to say of it. */
export interface ReadColumn {
  readonly map: ColumnMap;
  readonly note?: string;
  /** What the values could mean as well: for a person to settle. */
  readonly doubt?: string;
  readonly time?: TimeFormat;
}

/** The values cannot be what the contract's column holds. */
export interface Unfit {
  readonly unfit: string;
}

const wholeDecimals = /^[^.]*\.0$/;

/**
 * Whether the values of a column are what a contract's column holds, and how the config has to read them.
 * @param settled It is this column: numbers that could be times are what is asked for.
 */
export function readColumn(column: ColumnProfile, as: Column, settled = false): ReadColumn | Unfit {
  if (column.filled === 0) return { unfit: 'it is empty' };
  switch (as.type) {
    case 'time':
      return readTime(column);
    case 'integer':
    case 'number':
    case 'money':
      return readNumber(column, as);
    case 'flag':
      return readFlag(column);
    case 'id':
      return readId(column, settled);
    case 'category':
      return readCategory(column, as);
    case 'text':
      return timeOf(column) ? { unfit: 'it holds times' } : plain(column);
  }
}

const plain = (column: ColumnProfile): ReadColumn => ({ map: column.name });

const share = ({ sample }: ColumnProfile, test: RegExp): number =>
  sample.filter((value) => test.test(value)).length / Math.max(1, sample.length);

/** How a column's times are written; a typed column of times is ISO text once cast. What stands for nothing is none. */
export function timeOf({ sample }: ColumnProfile): TimeFormat | null {
  const { real, sql } = withoutPlaceholders(sample);
  const time = findTimeFormat(real);
  return time === null || sql === '{}'
    ? time
    : { ...time, sql: (time.sql ?? '{}').replaceAll('{}', () => sql) };
}

/** How a column's numbers are written, those in hundredths by its name made whole units. */
export function numberOf({ name, sample }: Pick<ColumnProfile, 'name' | 'sample'>): NumberFormat | null {
  const { real, sql } = withoutPlaceholders(sample);
  const found = findNumberFormat(real);
  if (found === null) return null;
  const number = sql === '{}' ? found : { ...found, sql: (found.sql ?? '{}').replaceAll('{}', () => sql) };
  if (found.decimals || !inHundredths(name)) return number;
  const whole = `cast(cast(try_cast(${number.sql ?? '{}'} as decimal(20,0)) * 0.01 as decimal(20,2)) as varchar)`;
  return { ...number, sql: whole, decimals: true };
}

/** Named after the hundredth of a currency, as programs keep amounts. */
export const inHundredths = (name: string): boolean =>
  wordsOf(name).some((word) =>
    /^(cents?|pence|pennies|centavos|centimes?|centesimi|kopecks?|groszy?|paisa|paise|minor)$/.test(word),
  );

function readFlag(column: ColumnProfile): ReadColumn | Unfit {
  const sql = flagSql(column.sample);
  if (sql === null) return { unfit: 'its values are not yes or no' };
  return sql === '{}' ? plain(column) : { map: { sql: into(sql, column) } };
}

function readTime(column: ColumnProfile): ReadColumn | Unfit {
  if (/with time zone|timestamptz/.test(column.type)) {
    const sql = into("cast(cast(at_timezone({}, 'UTC') as timestamp) as varchar) || 'Z'", {
      name: column.name,
      type: 'varchar',
    });
    return { map: { sql }, time: { share: 1, alternatives: [], hasClock: true, sorts: true, zoned: true } };
  }
  const time = timeOf(column) ?? spreadsheetDays(column.sample);
  if (time === null) return { unfit: noTime(column) };
  const format = time.format === undefined ? {} : { format: time.format };
  const map: ColumnMap =
    time.sql === undefined
      ? time.format === undefined
        ? column.name
        : { column: column.name, ...format }
      : { sql: into(time.sql, column), ...format };
  const doubt = timeDoubt(time);
  return { map, time, ...(doubt === undefined ? {} : { note: `guessed: ${doubt}`, doubt }) };
}

const noTime = ({ sample }: ColumnProfile): string =>
  eitherOrder(sample) > 0.9
    ? 'in some of its dates the day comes first and in others the month'
    : isRoundedEpoch(sample)
      ? 'a spreadsheet has rounded its times to hours or days: export them again'
      : 'its values are not dates in a known form';

function timeDoubt({ format, alternatives, swapped }: TimeFormat): string | undefined {
  if (alternatives.length > 0)
    return `every value can also be read as ${alternatives.join(' or ')}; ${format} is the usual one`;
  return swapped === undefined
    ? undefined
    : `${write.percent(swapped)} of its values are dates only with day and month the other way round`;
}

const isPoints = ({ unit }: Column): boolean => unit === 'points of the scale';

/** The scale of a column that holds nothing but its words. */
export const scaleOf = ({ common, distinct }: ColumnProfile): WordedScale | null =>
  common.length < distinct ? null : wordedScale(common.map(({ value }) => value));

/** What the words of a scale are worth, in SQL; others stay as they are. */
export function pointsSql(column: ColumnProfile, { points }: WordedScale): string {
  const text = sqlText(column);
  const cases = [...points].sort(([, a], [, b]) => a - b);
  return `case ${text} ${cases.map(([value, n]) => `when ${literal(value)} then '${n}'`).join(' ')} else ${text} end`;
}

function readPoints(column: ColumnProfile): ReadColumn | Unfit {
  const scale = scaleOf(column);
  return scale === null
    ? { unfit: 'its values are neither numbers nor the words of a usual scale' }
    : {
        map: { sql: pointsSql(column, scale) },
        note: `words of a scale, 1 for the worst to ${scale.highest}`,
      };
}

function readNumber(column: ColumnProfile, as: Column): ReadColumn | Unfit {
  const number = numberOf(column);
  if (number === null) return isPoints(as) ? readPoints(column) : { unfit: 'its values are not numbers' };
  const { doubt } = number;
  const note = doubt === undefined ? {} : { note: `guessed: ${doubt}`, doubt };
  return number.sql === undefined
    ? { ...plain(column), ...note }
    : { map: { sql: into(number.sql, column) }, ...note };
}

/** Digits that a spreadsheet rounded: different ids have become one. */
export const isRounded = (column: ColumnProfile): boolean => share(column, /^\d([.,]\d+)?E\+?\d+$/i) > 0.3;

function readId(column: ColumnProfile, settled: boolean): ReadColumn | Unfit {
  const { sample } = column;
  const cut = share(column, wholeDecimals);
  if (cut > 0.5) {
    const example = 'ids such as 17850.0 lose their .0';
    return { map: { sql: into("regexp_replace({}, '[.]0$', '')", column) }, note: example };
  }
  const time = timeOf(column);
  if (time && !time.numeric && (time.hasClock || time.format !== 'yyyyMMdd'))
    return { unfit: 'it holds times' };
  if (settled) return plain(column);
  if (share(column, /^-?\d+[.,]\d+$/) > 0.5) return { unfit: 'it holds fractions' };
  if (column.rows > 20 && sample.length < 3) return { unfit: 'it has too few different values' };
  return plain(column);
}

function readCategory(column: ColumnProfile, as: Column): ReadColumn | Unfit {
  if (as.allowed) {
    const known = column.common.filter(({ value }) => as.allowed?.includes(value.toLowerCase()));
    const rows = known.reduce((sum, { rows: n }) => sum + n, 0);
    return rows > 0.9 * column.filled
      ? plain(column)
      : { unfit: `its values are not ${as.allowed.join(', ')}` };
  }
  if (column.distinct > Math.max(50, column.filled / 2)) return { unfit: 'it differs from row to row' };
  if (share(column, /^-?\d+[.,]\d+$/) > 0.5) return { unfit: 'it holds fractions' };
  return timeOf(column)?.hasClock ? { unfit: 'it holds times' } : plain(column);
}
