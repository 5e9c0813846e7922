import type { ColumnProfile } from '../../contracts/profile.ts';
import { wordsOf } from '../../pipeline/recognise/column-words.ts';
import { flagSql } from '../../pipeline/recognise/flag-format.ts';
import { literal } from '../../pipeline/sql/sql-text.ts';
import { nameFit } from '../columns/match-columns.ts';
import { shapeOf } from '../read/shape.ts';
import { into, sqlText } from '../read/sql-of-column.ts';
import { speaksOfRefund, speaksOfShipping, stateOf } from './order-words.ts';

/** Columns that say what became of an order. */

export interface Spoken {
  readonly column: ColumnProfile;
  readonly failed: readonly string[];
  readonly refunded: readonly string[];
  readonly part: boolean;
  /** Words that say that an order waits, on so many rows that to wait is usual: where people pay on delivery. */
  readonly waiting: readonly string[];
  /** Words that nobody here understands, but for the one that most rows bear. */
  readonly unknown: readonly string[];
}

/** A column of few words, some of which say that there was no sale or that it was paid back. */
export function spokenStates(column: ColumnProfile): Spoken[] {
  if (shapeOf(column) !== 'words' || column.common.length < column.distinct) return [];
  if (saysMeans(column) || saysWho(column)) return [];
  const prefix = commonPrefix(column.common.map(({ value }) => value));
  const states = column.common.map(({ value }) => ({
    value,
    state: stateOf(value.slice(prefix.length), speaksOfShipping(column.name)),
  }));
  // what was authorised is not sold twice, where what was captured stands beside it
  const captured = states.some(({ value }) => /^(captur|settle)/i.test(value.slice(prefix.length)));
  const isHeld = (value: string) => captured && /^(pre)?.?auth/i.test(value.slice(prefix.length));
  const of = (wanted: string) => states.filter(({ state }) => state === wanted).map(({ value }) => value);
  const waiting = of('waiting');
  const usual = rowsOf(column, waiting) > column.filled / 2;
  const spoken = {
    column,
    failed: [...of('failed'), ...(usual ? [] : waiting), ...states.map(({ value }) => value).filter(isHeld)],
    waiting: usual ? waiting : [],
    refunded: of('refunded'),
    part: of('part refunded').length > 0,
    unknown: of('unknown').filter((word) => !isMost(column, word)),
  };
  const { failed, refunded, part } = spoken;
  return failed.length + refunded.length + spoken.waiting.length > 0 || part ? [spoken] : [];
}

/** Names of customers, whatever these are called. */
const saysWho = (column: ColumnProfile): boolean =>
  nameFit('customers', 'name', column) > 0.75 || nameFit('orders', 'customer_id', column) > 0.75;

/** How it was paid, never whether: by credit, from a prepaid card, with a code of discount. */
const saysMeans = ({ name, common }: ColumnProfile): boolean =>
  wordsOf(name).some((word) => means.test(word)) ||
  (common.some(({ value }) => /^(debit|prepaid)/i.test(value.trim())) &&
    wordsOf(name).some((word) => ofCards.test(word)));

const means =
  /^(methods?|methode|metodo|metoda|means|mode|instrument|funding|tender|discounts?|coupons?|promo|voucher|zahlungsart|zahlart|zahlungsweise|moyen|forma|sposob|modalita|betaalwijze)$/;
const ofCards = /^(cards?|payment|karte|zahlung|carte|paiement|tarjeta|pago|cartao|pagamento|carta|karta)$/;

/** What all words begin with, up to a mark: `wc-` of `wc-completed`, `ORDER_` of `ORDER_CANCELLED`. */
export function commonPrefix([first = '', ...others]: readonly string[]): string {
  const ends = [...first.matchAll(/[-_.:/ ]/g)].map(({ index }) => first.slice(0, index + 1));
  return (
    ends.filter((prefix) => others.length > 0 && others.every((value) => value.startsWith(prefix))).at(-1) ??
    ''
  );
}

const isMost = (column: ColumnProfile, word: string): boolean => rowsOf(column, [word]) > column.filled / 2;

const rowsOf = ({ common }: ColumnProfile, words: readonly string[]): number =>
  common.filter(({ value }) => words.includes(value)).reduce((sum, { rows }) => sum + rows, 0);

export const inWords = (column: ColumnProfile, words: readonly string[]): string =>
  `${sqlText(column)} in (${words.map(literal).join(', ')})`;

export const notFailed = ({ column, failed }: Pick<Spoken, 'column' | 'failed'>): string =>
  `coalesce(${sqlText(column)}, '') not in (${failed.map(literal).join(', ')})`;

export const isRefundAmount = (column: ColumnProfile): boolean =>
  ['number', 'count'].includes(shapeOf(column)) &&
  speaksOfRefund(column.name) &&
  flagSql(column.sample) === null;

export const isRefundFlag = (column: ColumnProfile): boolean =>
  speaksOfRefund(column.name) &&
  !/able\b/i.test(column.name) &&
  column.distinct <= 4 &&
  flagSql(column.sample) !== null;

export const isYes = (column: ColumnProfile): string => {
  const sql = into(flagSql(column.sample) ?? '{}', column);
  return `lower(cast(${sql} as varchar)) in ('true', 't', 'yes', 'y', '1')`;
};
