import type { ColumnProfile, InputProfile } from '../../contracts/profile.ts';
import { wordsOf } from '../../pipeline/recognise/column-words.ts';
import { spreadsheetDays } from '../../pipeline/recognise/date-format.ts';
import { amountNameFit, unitPriceFit } from '../columns/synonyms.ts';
import { inHundredths, numberOf, timeOf } from './read-column.ts';

/**
 * What a column holds, whatever it is called. `maybe time` are numbers that could count seconds or days; `id` names
 * things; `words` has few values; `index` counts the rows; `clock` is a time of day, or how long something took.
 */
export type Shape =
  | 'empty'
  | 'index'
  | 'time'
  | 'maybe time'
  | 'clock'
  | 'number'
  | 'count'
  | 'id'
  | 'words'
  | 'text';

const fewWords = 30;
const seen = new WeakMap<ColumnProfile, Shape>();

/** The shape of a column; looked at once for each. */
export function shapeOf(column: ColumnProfile): Shape {
  const known = seen.get(column);
  if (known !== undefined) return known;
  const shape = look(column);
  seen.set(column, shape);
  return shape;
}

function look(column: ColumnProfile): Shape {
  if (column.filled === 0) return 'empty';
  if (isIndex(column)) return 'index';
  const time = timeOf(column);
  if (time !== null && !time.numeric) return 'time';
  if (time !== null || spreadsheetDays(column.sample) !== null) return 'maybe time';
  if (column.sample.every((value) => /^\d{1,3}:\d{2}(:\d{2}([.,]\d+)?)?( ?[AaPp][Mm])?$/.test(value)))
    return 'clock';
  return lookAtNumber(column) ?? lookAtText(column);
}

/** A column without a name of its own that counts the rows. */
function isIndex(column: ColumnProfile): boolean {
  const { name } = column;
  if (!/^(column\d+|_c0|unnamed.*|index|row|rownum|row_?number|#)$/i.test(name.trim())) return false;
  return isRowNumber(column);
}

function lookAtNumber(column: ColumnProfile): Shape | null {
  const format = numberOf(column);
  if (format !== null && inHundredths(column.name) && format.decimals && column.distinct > 11)
    return 'number';
  if (format === null || column.sample.some((value) => /^0\d/.test(value))) return null;
  if (unitPriceFit(column) > 0.75) return 'number';
  if (format.decimals && unitPriceFit(column) > 0.5) return 'number';
  if (format.decimals && !wholeDecimals(column)) return 'number';
  if (format.currency !== undefined || (format.sql !== undefined && !wholeDecimals(column))) return 'number';
  if (isCount(column, format.negative)) return isListed(column) ? 'number' : 'count';
  return amountNameFit(column) > 0.75 || isOfSums(column) ? 'number' : 'id';
}

/**
 * Whole sums of a currency without cents, whatever they are called: of many lengths, far apart and mostly small for their
 * largest. Numbers that are given one after the other are dense, and those drawn at random lie around the middle.
 */
function isOfSums({ name, sample, distinct, filled }: ColumnProfile): boolean {
  if (sample.length < 50 || distinct < 0.3 * filled || wordsOf(name).some((word) => ofKeys.test(word)))
    return false;
  if (!sample.every((value) => /^-?\d+$/.test(value))) return false;
  const sizes = sample.map(Number);
  const [least, most] = [Math.min(...sizes), Math.max(...sizes)];
  const mean = sizes.reduce((sum, size) => sum + size, 0) / sizes.length;
  const lengths = sample.map(({ length }) => length);
  const usual = Math.max(
    ...[...new Set(lengths)].map((one) => lengths.filter((other) => other === one).length),
  );
  return most - least > 20 * filled && mean - least < 0.35 * (most - least) && usual < 0.85 * sample.length;
}

const ofKeys = /^(id|ids|key|code|codigo|cod|kod|no|nr|num|numer|number|numero|nummer|ref|phone|tel|zip)$/;

/** Sums of few sizes, as where few things are sold: called an amount, and larger than units mostly are. */
const isListed = (column: ColumnProfile): boolean =>
  amountNameFit(column) > 0.75 &&
  column.sample.filter((value) => Math.abs(Number(value)) >= 20).length > 0.8 * column.sample.length;

/** Units are mostly few, whatever the largest; ids are spread. */
function isCount({ sample, common, distinct, filled }: ColumnProfile, negative: boolean): boolean {
  const size = (value: string) => Math.abs(Number(value.replace(/[^\d.-]/g, '')));
  const usual = common.slice(0, 5).every(({ value }) => size(value) < 1000);
  if (negative) return usual;
  const small = sample.filter((value) => size(value) < 1000).length > 0.5 * sample.length;
  return usual && small && distinct < 0.2 * filled;
}

/** Ids that went through a float: 17850.0. */
const wholeDecimals = ({ sample }: ColumnProfile): boolean =>
  sample.every((value) => /^\d+\.0$/.test(value) || /^\d+$/.test(value));

function lookAtText({ distinct, filled, sample }: ColumnProfile): Shape {
  const spaced = sample.filter((value) => /\s\S+\s/.test(value)).length > sample.length / 2;
  if (distinct <= fewWords && distinct < filled / 3) return 'words';
  return spaced ? 'text' : 'id';
}

/** Columns of a shape, in the order of the file. */
export const ofShape = (input: InputProfile, ...shapes: readonly Shape[]): ColumnProfile[] =>
  input.columns.filter((column) => shapes.includes(shapeOf(column)));

/** Whole sums of a currency without cents are mostly round, and ids are not. */
export function isRound({ sample, distinct }: ColumnProfile): boolean {
  if (distinct < 5 || !sample.every((value) => /^-?[1-9]\d*$/.test(value))) return false;
  const round = sample.filter((value) => value.endsWith('0') && value.length > 2);
  return round.length >= 0.8 * sample.length;
}

/** It counts the rows, whatever it is called. */
export const isRowNumber = ({ rows, filled, distinct, sample }: ColumnProfile): boolean =>
  filled === rows &&
  distinct === filled &&
  sample.every((value) => /^\d+$/.test(value) && Number(value) <= rows * 1.001 + 1);
