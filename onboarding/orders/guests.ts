import type { ColumnProfile } from '../../contracts/profile.ts';
import { write } from '../../pipeline/reports/format.ts';
import { literal } from '../../pipeline/sql/sql-text.ts';
import { sqlText } from '../read/sql-of-column.ts';
import type { Question } from '../write/proposal.ts';
import { isNobody } from './order-words.ts';

/** Rows behind which nobody stands. */
export interface Guests {
  readonly conditions: readonly string[];
  readonly notes: readonly string[];
  readonly questions: readonly Question[];
}

const fewBlanks = 0.02;

/** Rows of guests: without an id, or under one that stands for all of them. */
export function guestsOf(customer: ColumnProfile): Guests {
  const [first, ...others] = customer.common;
  const next = others.find(({ value }) => !isNobody(value))?.rows ?? 0;
  const names = customer.common.filter(({ value, rows }) => isNobody(value) && rows > 3 * next);
  const blank = customer.rows - customer.filled;
  const guests = blank + names.reduce((sum, { rows }) => sum + rows, 0);
  const text = sqlText(customer);
  const list = names.map(({ value }) => literal(value)).join(', ');
  const isHouse =
    first !== undefined &&
    names.length === 0 &&
    first.rows > 0.08 * customer.filled &&
    first.rows > (isWrittenOtherwise(first.value, customer) ? 3 : 8) * next;
  const conditions = [
    ...(names.length > 0 || blank > fewBlanks * customer.rows
      ? [`nullif(trim(${text}), '') is not null`]
      : []),
    ...(names.length > 0 ? [`${text} not in (${list})`] : []),
  ];
  return {
    conditions,
    notes:
      conditions.length === 0
        ? []
        : [
            `${share(guests, customer.rows)} of the rows are of guests, without a ${customer.name} of their own: they are left out, since nobody stands behind them.`,
          ],
    questions: isHouse ? [houseQuestion(customer, first.value, first.rows)] : [],
  };
}

/** An id that is made of other characters than nearly all: a word among numbers. */
function isWrittenOtherwise(value: string, { sample }: ColumnProfile): boolean {
  const shape = (text: string) => text.replace(/\p{L}+/gu, 'a').replace(/\d+/g, '9');
  return sample.filter((other) => shape(other) === shape(value)).length < 0.05 * sample.length;
}

const houseQuestion = (customer: ColumnProfile, value: string, rows: number): Question => ({
  key: 'sources.orders.columns.customer_id',
  text: `one ${customer.name} stands on ${share(rows, customer.filled)} of the rows: is it a customer, or an account for everybody (guests, the till)?`,
  candidates: [`customer_id: { sql: "nullif(${sqlText(customer)}, ${literal(value)})" }`],
  decides: true,
});

const share = (part: number, of: number): string => write.percent(part / Math.max(1, of));
