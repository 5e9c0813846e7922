import type { ColumnProfile } from '../../contracts/profile.ts';
import { flagSql } from '../../pipeline/recognise/flag-format.ts';
import { literal } from '../../pipeline/sql/sql-text.ts';
import { shapeOf } from '../read/shape.ts';
import { into, sqlText } from '../read/sql-of-column.ts';
import { speaksOfRefund, speaksOfShipping, stateOf } from './order-words.ts';

/** Columns that say what became of an order. */

export interface Spoken {
  readonly column: ColumnProfile;
  readonly failed: readonly string[];
  readonly refunded: readonly string[];
  readonly part: boolean;
  /** Words that nobody here understands, but for the one that most rows bear. */
  readonly unknown: readonly string[];
}

/** A column of few words, some of which say that there was no sale or that it was paid back. */
export function spokenStates(column: ColumnProfile): Spoken[] {
  if (shapeOf(column) !== 'words' || column.common.length < column.distinct) return [];
  const states = column.common.map(({ value }) => ({
    value,
    state: stateOf(value, speaksOfShipping(column.name)),
  }));
  const of = (wanted: string) => states.filter(({ state }) => state === wanted).map(({ value }) => value);
  const spoken = {
    column,
    failed: of('failed'),
    refunded: of('refunded'),
    part: of('part refunded').length > 0,
    unknown: of('unknown').filter((word) => !isMost(column, word)),
  };
  return spoken.failed.length + spoken.refunded.length + Number(spoken.part) > 0 ? [spoken] : [];
}

const isMost = ({ common, filled }: ColumnProfile, word: string): boolean =>
  (common.find(({ value }) => value === word)?.rows ?? 0) > filled / 2;

export const inWords = (column: ColumnProfile, words: readonly string[]): string =>
  `${sqlText(column)} in (${words.map(literal).join(', ')})`;

export const notFailed = ({ column, failed }: Spoken): string =>
  `coalesce(${sqlText(column)}, '') not in (${failed.map(literal).join(', ')})`;

export const isRefundAmount = (column: ColumnProfile): boolean =>
  ['number', 'count'].includes(shapeOf(column)) &&
  speaksOfRefund(column.name) &&
  flagSql(column.sample) === null;

export const isRefundFlag = (column: ColumnProfile): boolean =>
  speaksOfRefund(column.name) && column.distinct <= 4 && flagSql(column.sample) !== null;

export const isYes = (column: ColumnProfile): string => {
  const sql = into(flagSql(column.sample) ?? '{}', column);
  return `lower(cast(${sql} as varchar)) in ('true', 't', 'yes', 'y', '1')`;
};
