import { ModelDataError } from '../../errors.ts';
import type { FeatureTable } from '../../types.ts';
import type { Histories, Spending } from '../histories.ts';
import type { BuyingColumns, StayingColumns } from './behaviour.ts';

/** Purchase histories of all rows in whole days: that of a customer at their first order where none is known. */
export function historiesOf(table: FeatureTable, columns: BuyingColumns): Histories & Spending {
  const [orders, first, recency, spend] = [
    columns.orders,
    columns.firstOrderDays,
    columns.recencyDays,
    columns.spend,
  ].map((name) => numbersOf(table, name));
  const known = (i: number) => orders[i] >= 1 && first[i] >= 0 && recency[i] >= 0 && first[i] < Infinity;
  const of = (value: (i: number) => number) => Float64Array.from(orders, (_, i) => (known(i) ? value(i) : 0));
  const lastAt = of((i) => Math.max(0, Math.round(first[i]) - Math.round(recency[i])));
  return {
    repeats: of((i) => Math.min(Math.round(orders[i]) - 1, lastAt[i])),
    lastAt,
    age: of((i) => Math.round(first[i])),
    purchases: of((i) => (spend[i] > 0 && spend[i] < Infinity ? orders[i] : 0)),
    mean: of((i) => (spend[i] > 0 && spend[i] < Infinity ? spend[i] : 0)),
  };
}

/** Tenure in periods of the churn horizon, 0 where it is not known, and money a month. */
export function contractsOf(table: FeatureTable, { tenureDays, monthly, churnDays }: StayingColumns) {
  return {
    tenure: numbersOf(table, tenureDays).map((days) => (days > 0 && days < Infinity ? days / churnDays : 0)),
    monthly: numbersOf(table, monthly),
  };
}

function numbersOf({ columns }: FeatureTable, name: string): Float64Array {
  const column = columns.find((one) => one.name === name);
  if (column?.kind === 'number') return column.values;
  throw new ModelDataError(
    `The model of how customers behave reads "${name}", which the table lacks or does not hold as a number: score with the features it was trained on.`,
  );
}
