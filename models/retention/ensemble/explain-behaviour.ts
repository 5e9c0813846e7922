import type { BehaviourModel } from '../../buying/behaviour/behaviour.ts';
import { churnLogits } from '../../buying/behaviour/score-behaviour.ts';
import type { Attributions } from '../../learn/attributions.ts';
import type { FeatureTable, NumberColumn } from '../../types.ts';

/**
 * Exact Shapley values of the few features that the model of churn reads, against the reference customer (Shapley 1953): the
 * mean over all orders in which they could be taken from the reference.
 * @param table the rows explained; @param usual the reference customer, as a table of one row
 */
export function explainBehaviour(
  model: BehaviourModel,
  table: FeatureTable,
  rows: Int32Array,
  usual: FeatureTable,
): { readonly names: readonly string[]; readonly attributions: Attributions } {
  const names = namesOf(model);
  const own = names.map((name) => Float64Array.from(rows, (i) => numbersOf(table, name)[i]));
  const reference = names.map((name) => numbersOf(usual, name)[0]);
  const subsets = Array.from({ length: 2 ** names.length }, (_, subset) => {
    const columns = names.map((name, f): NumberColumn => {
      const values = subset & (1 << f) ? own[f] : new Float64Array(rows.length).fill(reference[f]);
      return { kind: 'number', name, values };
    });
    return churnLogits(model, {
      rowCount: rows.length,
      columns: [...columns, ...unread(model, rows.length)],
    });
  });
  const contributions = new Float64Array(rows.length * names.length);
  subsets.forEach((logits, subset) => {
    names.forEach((_, f) => {
      if (subset & (1 << f)) return;
      const weight = shapleyWeight(bitsOf(subset), names.length);
      const joined = subsets[subset | (1 << f)];
      for (let i = 0; i < rows.length; i++)
        contributions[i * names.length + f] += weight * (joined[i] - logits[i]);
    });
  });
  if (model.columns.kind === 'buying') giveToSilence(contributions, own[0], reference[0]);
  const baseline = rows.length > 0 ? subsets[0][0] : 0;
  return { names, attributions: { contributions, logit: subsets.at(-1)!, baseline } };
}

/**
 * Many orders raise the risk only through the silence after them, which is then longer than the customer's own rhythm explains:
 * what they add counts for the time since the last order.
 */
function giveToSilence(contributions: Float64Array, orders: Float64Array, usual: number): void {
  orders.forEach((count, i) => {
    const [byOrders, bySilence] = [3 * i, 3 * i + 2];
    if (count < usual || contributions[byOrders] <= 0) return;
    contributions[bySilence] += contributions[byOrders];
    contributions[byOrders] = 0;
  });
}

/** Features that the chance of leaving goes by; of buying the orders first and the silence third. */
const namesOf = ({ columns }: BehaviourModel): string[] =>
  columns.kind === 'buying'
    ? [columns.orders, columns.firstOrderDays, columns.recencyDays]
    : [columns.tenureDays];

/** Money, which the chance of leaving does not go by, is read all the same. */
const unread = ({ columns }: BehaviourModel, rows: number): NumberColumn[] => [
  {
    kind: 'number',
    name: columns.kind === 'buying' ? columns.spend : columns.monthly,
    values: new Float64Array(rows),
  },
];

function numbersOf({ columns }: FeatureTable, name: string): Float64Array {
  return (columns.find((column) => column.name === name) as NumberColumn).values;
}

/** |S|! (n − |S| − 1)! / n! */
function shapleyWeight(size: number, count: number): number {
  const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1));
  return (factorial(size) * factorial(count - size - 1)) / factorial(count);
}

function bitsOf(subset: number): number {
  let count = 0;
  for (let rest = subset; rest > 0; rest >>= 1) count += rest & 1;
  return count;
}
