import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import type { ColumnProfile } from '../../contracts/profile.ts';
import { sourceContracts } from '../../contracts/sources/sources.ts';
import { matchColumns, nameFit } from '../columns/match-columns.ts';
import { find } from '../columns/propose-columns.ts';
import { ofShape } from '../read/shape.ts';
import {
  fileFit,
  type NotRecognised,
  type Recognised,
  recognise,
  recogniseAs,
} from '../tables/which-source.ts';
import { termDays } from './term-days.ts';

/** Contracts last: between ordering and sending, or asking and answering, there are days. */
const shortestTerm = 14;
/** What lasts as long as this on the middle row, and on some has not ended yet, is no sending either. */
const longTerm = 60;
/** So many of the rows last as long as the middle one. */
const mostly = 0.5;

/**
 * Where names say nothing, how long it is from one time to the other tells contracts from orders: a table taken for
 * contracts whose terms are days is none, and one taken for orders whose second time lies months later may be.
 */
export async function byTerm(
  warehouse: Warehouse,
  one: Recognised | NotRecognised,
): Promise<Recognised | NotRecognised> {
  if (!('source' in one) || fileFit(one.source, one.input) > 0) return one;
  if (one.source === 'subscriptions') {
    const term = await termOf(warehouse, one);
    if (term === null) return one;
    if (term.days.median < (term.isNamed ? 1 : shortestTerm)) return recognise(one.input, one.source);
    const isBackwards = term.days.ordered < mostly && !term.isEndNamed;
    return isBackwards ? (recogniseAs('subscriptions', one.input, { ended_at: null }) ?? one) : one;
  }
  return one.source === 'orders'
    ? ((await asContracts(warehouse, one)) ?? (await maybeTerms(warehouse, one)))
    : one;
}

/** Orders of which each has a second time, as long after the first on most rows, may be terms that were paid ahead: policies, memberships. */
async function maybeTerms(warehouse: Warehouse, one: Recognised): Promise<Recognised> {
  const at = one.order?.roles.at;
  if (!at || one.query !== undefined) return one;
  const ends = ofShape(one.input, 'time').filter(
    (column) => column !== at && !isOpen(column) && !isOfGoods(column),
  );
  for (const end of ends) {
    const term = await termDays(warehouse, one, { start: at, end });
    if (term === null || term.ordered < 0.95 || term.median < longTerm || term.atMedian < mostly) continue;
    const text = `from ${at.name} to ${end.name} it is ${term.median} days on most rows: are these contracts that were paid for so long? Then start again with --source subscriptions=…; of orders, delete the line.`;
    return {
      ...one,
      questions: [...(one.questions ?? []), { key: 'sources.subscriptions', text, decides: true }],
    };
  }
  return one;
}

/** What begins and ends on one day is a trip or a call, whatever its times are called; what ends before it begins ends otherwise. */
async function termOf(warehouse: Warehouse, one: Recognised) {
  const [start, end] = ['started_at', 'ended_at'].map((name) => find(one, name));
  if (!start || !end) return null;
  const days = await termDays(warehouse, one, { start: start.column, end: end.column });
  return days && { days, isNamed: [start, end].some(isNamed), isEndNamed: isNamed(end) };
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

/** Until when goods may be brought back or are to come. */
const isOfGoods = ({ name }: ColumnProfile): boolean =>
  /warrant|guarant|garant|gwaranc|return|ship|deliver|liefer|birth/i.test(name);

/** Some have ended and some have not. */
const isOpen = ({ filled, rows }: ColumnProfile): boolean => filled < 0.98 * rows && filled > 0.02 * rows;
