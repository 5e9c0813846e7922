import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import type { ColumnProfile } from '../../contracts/profile.ts';
import { wordsOf } from '../../pipeline/recognise/column-words.ts';
import { literal } from '../../pipeline/sql/sql-text.ts';
import { nameFit } from '../columns/match-columns.ts';
import { isMeasure } from '../orders/order-words.ts';
import { numberOf, timeOf } from '../read/read-column.ts';
import { ofShape } from '../read/shape.ts';
import { into, sqlText } from '../read/sql-of-column.ts';
import { overlap, type RelatedInput, readFrom } from '../tables/related-input.ts';

/** What another table says of a contract: a query with a row for each key. */
export interface ContractPart {
  readonly from: RelatedInput;
  /** The column of the contracts that the key stands for. */
  readonly of: ColumnProfile;
  /** SELECT of `k` and `v`. */
  readonly query: string;
  readonly value: ColumnProfile;
}

/** Of the keys of the other table this share must stand among the contracts. */
const known = 0.9;

/** The latest payment above zero of each contract, or of each customer, where a table holds several. */
export function feeFrom(other: RelatedInput, keys: readonly ColumnProfile[]): ContractPart | null {
  const { at, key } = keyed(other, keys) ?? {};
  const sums = ofShape(other, 'number').filter(
    ({ name, distinct }) => !isMeasure(wordsOf(name)) && distinct > 1,
  );
  const amount = sums.sort((a, b) => amountFit(b) - amountFit(a))[0];
  if (!at || !key || !amount || (amountFit(amount) === 0 && sums.length > 1)) return null;
  // payments come again and again; a table with a row for each customer tells what they earn or owe
  if (key.own.distinct > 0.9 * key.own.filled) return null;
  const value = into(numberOf(amount)?.sql ?? '{}', amount);
  const query = `select ${sqlText(key.own)} as k, max_by(${value}, ${sqlText(at)}) as v from ${readFrom(other)} p
  where try_cast(${value} as double) > 0 group by 1`;
  return { from: other, of: key.of, query, value: amount };
}

const amountFit = (column: ColumnProfile): number =>
  Math.max(nameFit('orders', 'amount', column), nameFit('subscriptions', 'monthly_amount', column));

/** Whole words, in the languages of the lists, for the end of a contract. */
const ending =
  /cancel|churn|terminat|expired?$|^ended?$|^left$|^leavers?$|^exit(ed|s)?$|^austritt|^ausgetreten|^sorti|unsubscri|lapsed?$|deactivat|kuendig|kundig|resili|^baja|cancela|opzeg|opgezeg|beeindig|disdet|disdett|wypowied|rezili|расторг|отмен|отказ|解約/;

export const saysEnd = (text: string): boolean => wordsOf(text).some((word) => ending.test(word));

/**
 * When contracts ended, where another table says it: a row for each that did, or a log in which the end is the last thing
 * that is told of a contract.
 */
export async function endFrom(
  warehouse: Warehouse,
  other: RelatedInput,
  keys: readonly ColumnProfile[],
): Promise<ContractPart | null> {
  return leavers(other, keys) ?? (await lastWords(warehouse, other, keys));
}

function leavers(other: RelatedInput, keys: readonly ColumnProfile[]): ContractPart | null {
  const key = keyOf(other, keys);
  const times = ofShape(other, 'time');
  const named = times.find(({ name }) => saysEnd(name)) ?? (saysEnd(other.name) ? times[0] : undefined);
  if (!key || !named || times.length > 2 || key.own.distinct < 0.99 * key.own.filled) return null;
  const fewer = other.rows < 0.98 * key.of.distinct || named.filled < 0.98 * named.rows;
  if (!fewer) return null;
  const query = `select ${sqlText(key.own)} as k, max(${sqlText(named)}) as v from ${readFrom(other)} p group by 1`;
  return { from: other, of: key.of, query, value: named };
}

async function lastWords(
  warehouse: Warehouse,
  other: RelatedInput,
  keys: readonly ColumnProfile[],
): Promise<ContractPart | null> {
  const { at, key } = keyed(other, keys) ?? {};
  const what = ofShape(other, 'words').find(({ common }) => common.some(({ value }) => saysEnd(value)));
  if (!at || !key || !what) return null;
  const ends = what.common.filter(({ value }) => saysEnd(value)).map(({ value }) => literal(value));
  const [k, t] = [sqlText(key.own), sqlText(at)];
  const isEnd = `trim(${sqlText(what)}) in (${ends.join(', ')})`;
  const [row] = await warehouse.rows(
    `select count(*) as n, count_if(ends = 1 and ended >= last) as good from (
       select ${k} as k, count_if(${isEnd}) as ends, max(case when ${isEnd} then ${t} end) as ended, max(${t}) as last
       from ${readFrom(other)} p group by 1) g where ends > 0`,
  );
  if (Number(row?.n ?? 0) === 0 || Number(row?.good) < 0.95 * Number(row?.n)) return null;
  const query = `select ${k} as k, max(${t}) as v from ${readFrom(other)} p
  where ${isEnd} group by 1`;
  return { from: other, of: key.of, query, value: at };
}

interface Key {
  readonly own: ColumnProfile;
  readonly of: ColumnProfile;
}

/** The table's only time, which as text sorts as time does, and its key. */
function keyed(other: RelatedInput, keys: readonly ColumnProfile[]): { at: ColumnProfile; key: Key } | null {
  const times = ofShape(other, 'time').filter((column) => column.filled >= 0.9 * column.rows);
  const at =
    times.sort((a, b) => nameFit('orders', 'ordered_at', b) - nameFit('orders', 'ordered_at', a))[0] ?? null;
  const key = keyOf(other, keys);
  return at && key && timeOf(at)?.sorts ? { at, key } : null;
}

/** The column of another table that bears the keys of the contracts: of the contract itself sooner than of the customer. */
function keyOf(other: RelatedInput, keys: readonly ColumnProfile[]): Key | null {
  for (const of of keys) {
    const own = other.columns.find(
      (column) =>
        (column.name.toLowerCase() === of.name.toLowerCase() || !isSmall(column)) &&
        overlap(column, of).exact >= known &&
        column.distinct > 4,
    );
    if (own) return { own, of };
  }
  return null;
}

/** Small whole numbers are found among ids whatever they count. */
const isSmall = ({ sample }: ColumnProfile): boolean =>
  sample.every((value) => /^\d{1,5}(\.0)?$/.test(value));
