import type { ColumnProfile, InputProfile } from '../contracts/profile.ts';
import { sourceContracts } from '../contracts/sources/sources.ts';
import { findNumberFormat } from '../pipeline/recognise/number-format.ts';
import type { Match } from './match-columns.ts';
import { readColumn, timeOf } from './read-column.ts';

const leastIds = 20;
const mostUnits = 10_000;

/**
 * Purchases in a file without names: the customer is the first column of ids that come back, the amount the first one of
 * decimal numbers. Null where its values do not tell a customer, a time and an amount apart.
 */
export function matchByContent(input: InputProfile): Match[] | null {
  const times = input.columns.filter((column) => timeOf(column) !== null);
  const amounts = input.columns.filter((column) => !times.includes(column) && isAmount(column));
  const rest = input.columns.filter((column) => !times.includes(column) && !amounts.includes(column));
  const ids = rest.filter(comesBack);
  const units = rest.filter((column) => !ids.includes(column) && isCount(column));
  const found = {
    customer_id: ids,
    ordered_at: times,
    amount: amounts,
    quantity: units,
  };
  if (ids.length === 0 || times.length === 0 || amounts.length === 0) return null;
  return Object.entries(found).flatMap(([name, columns]) => toMatch(name, columns));
}

function toMatch(name: string, [column, ...others]: readonly ColumnProfile[]): Match[] {
  const as = sourceContracts.orders.columns[name];
  if (!column || !as) return [];
  const read = readColumn(column, as);
  if ('unfit' in read) return [];
  const rivals = others.map((other) => other.name);
  const note = ['guessed from what it holds', read.note].filter((text) => text !== undefined).join('; ');
  return [{ ...read, name, column, score: 1, rivals, note }];
}

function isAmount(column: ColumnProfile): boolean {
  const format = findNumberFormat(column.sample);
  const fractions = column.sample.filter((value) => /\d[.,]\d{1,2}\D*$/.test(value)).length;
  return format !== null && fractions > column.sample.length / 2;
}

/** An id stands on several rows, and there are many of them. */
function comesBack(column: ColumnProfile): boolean {
  const { customer_id: as } = sourceContracts.orders.columns;
  if (!as || 'unfit' in readColumn(column, as)) return false;
  const small = isCount(column) && column.distinct < column.filled / 50;
  return column.distinct > leastIds && column.distinct < 0.9 * column.filled && !small;
}

const isCount = ({ sample }: ColumnProfile): boolean =>
  sample.every(
    (value) => /^-?\d+$/.test(value) && !/^0\d/.test(value) && Math.abs(Number(value)) <= mostUnits,
  );
