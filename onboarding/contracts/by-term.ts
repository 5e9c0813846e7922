import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import type { ColumnProfile } from '../../contracts/profile.ts';
import { sourceContracts } from '../../contracts/sources/sources.ts';
import { matchColumns, nameFit } from '../columns/match-columns.ts';
import { find } from '../columns/propose-columns.ts';
import { ofShape } from '../read/shape.ts';
import { fileFit, type NotRecognised, type Recognised, recognise } from '../tables/which-source.ts';
import { termDays } from './term-days.ts';

/** Contracts last: between ordering and sending, or asking and answering, there are days. */
const shortestTerm = 14;
/** What lasts as long as this on the middle row, and on some has not ended yet, is no sending either. */
const longTerm = 60;

/**
 * Where names say nothing, how long it is from one time to the other tells contracts from orders: a table taken for
 * contracts whose terms are days is none, and one taken for orders whose second time lies months later may be.
 */
export async function byTerm(
  warehouse: Warehouse,
  one: Recognised | NotRecognised,
): Promise<Recognised | NotRecognised> {
  if (!('source' in one) || fileFit(one.source, one.input) > 0) return one;
  if (one.source === 'subscriptions')
    return (await isShort(warehouse, one)) ? recognise(one.input, one.source) : one;
  return one.source === 'orders' ? ((await asContracts(warehouse, one)) ?? one) : one;
}

/** What begins and ends on one day is a trip or a call, whatever its times are called. */
async function isShort(warehouse: Warehouse, one: Recognised): Promise<boolean> {
  const [start, end] = ['started_at', 'ended_at'].map((name) => find(one, name));
  if (!start || !end) return false;
  const term = await termDays(warehouse, one, { start: start.column, end: end.column });
  return term !== null && term.median < ([start, end].some(isNamed) ? 1 : shortestTerm);
}

const isNamed = ({ name, column }: { readonly name: string; readonly column: ColumnProfile }): boolean =>
  nameFit('subscriptions', name, column) > 0.6;

async function asContracts(warehouse: Warehouse, one: Recognised): Promise<Recognised | null> {
  const { order } = one;
  if (order?.amount.role.kind !== 'row' || one.query !== undefined) return null;
  const { at, customer, order: number } = order.roles;
  for (const end of ofShape(one.input, 'time').filter((column) => column !== at && isOpen(column))) {
    const term = await termDays(warehouse, one, { start: at, end });
    if (term === null || term.ordered < 0.95 || term.median < longTerm) continue;
    const { amount } = order.amount.role;
    const settled = {
      customer_id: customer,
      started_at: at,
      ended_at: end,
      monthly_amount: amount,
      ...(number ? { subscription_id: number } : {}),
    };
    const { order: _, ...rest } = one;
    const matched = matchColumns(sourceContracts.subscriptions, one.input, settled);
    const text = `from ${at.name} to ${end.name} it is ${term.median} days on the middle row, and some rows have no ${end.name}: taken for contracts that begin and end then, of ${amount.name} a month. Are they? If they are orders, write sources.orders, or start again with --source orders=….`;
    return {
      ...rest,
      source: 'subscriptions',
      ...matched,
      questions: [{ key: 'sources.subscriptions', text, decides: true }],
    };
  }
  return null;
}

/** Some have ended and some have not. */
const isOpen = ({ filled, rows }: ColumnProfile): boolean => filled < 0.98 * rows && filled > 0.02 * rows;
