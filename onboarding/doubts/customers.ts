import { write } from '../../pipeline/reports/format.ts';
import { nameFit } from '../columns/match-columns.ts';
import { find } from '../columns/propose-columns.ts';
import { determines } from '../read/relations.ts';
import type { Question } from '../write/proposal.ts';
import type { Doubted } from './settled.ts';

/** Of two that are called the customer, so much more or fewer of the one make other customers. */
const little = 0.05;

/** Other columns that are called the customer as plainly as the one that is taken, and make another number of them. */
export function customerDoubts({ found, isSettled }: Doubted): Question[] {
  const customer = find(found, 'customer_id')?.column;
  const { relations, columns, answers } = found.input;
  const own = customer && relations.groups[customer.name];
  if (!customer || !own || answers.customer !== undefined) return [];
  const rivals = columns.flatMap((column) => {
    const groups = relations.groups[column.name];
    const isOther =
      groups !== undefined &&
      !isSettled(column.name) &&
      column.filled > 0.8 * column.rows &&
      nameFit('orders', 'customer_id', column) > 0.75 &&
      Math.abs(groups.keys - own.keys) > little * own.keys &&
      // what several customers share is a household, what one has several of is an account: both could be meant
      !(determines(relations, column.name, customer.name) && groups.keys > 0.98 * column.filled);
    return isOther ? [{ name: column.name, keys: groups.keys }] : [];
  });
  if (rivals.length === 0) return [];
  const said = rivals.map(({ name, keys }) => `${name} (${write.count(keys)} of them)`).join(', ');
  return [
    {
      key: 'sources.orders.columns.customer_id',
      text: `${customer.name} (${write.count(own.keys)} of them) is taken for the customer, and ${said} is called one as well. Which of them stays or leaves?`,
      candidates: rivals.map(({ name }) => `customer_id: ${name}`),
      decides: true,
    },
  ];
}
