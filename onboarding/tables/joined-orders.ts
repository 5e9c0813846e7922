import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import { nameFit } from '../columns/match-columns.ts';
import { find } from '../columns/propose-columns.ts';
import { fewKnown } from './customers-by-key.ts';
import type { Looked } from './first-look.ts';
import { joinTables, throughOwner } from './join-tables.ts';
import { isUnsoldFile } from './one-of-several.ts';
import { overlap, type RelatedInput } from './related-input.ts';
import { fileFit, type NotRecognised, type Recognised } from './which-source.ts';
import { isStrange, reads } from './who-acts.ts';

/**
 * Orders by nothing but what they hold (prices by season have ids, days and numbers too) give way to orders joined from
 * several tables that name the customer.
 */
export async function surerOrders(
  warehouse: Warehouse,
  looked: readonly (Recognised | NotRecognised)[],
  related: readonly RelatedInput[],
): Promise<Looked> {
  const known = looked.filter((one): one is Recognised => 'source' in one);
  const orders = known.filter((one) => one.source === 'orders' && !neverComeBack(one));
  const whole =
    orders.length === 0 || orders.some(isCertain) ? null : await joinOrders(warehouse, related, known);
  if (whole === null || !namesCustomer(whole)) return { looked, joined: null };
  const gaveWay = (one: Recognised | NotRecognised) =>
    'source' in one && orders.includes(one) && !reads(whole, one.input.name);
  const none = { nearest: 'orders', lacks: [], unfit: {} } as const;
  return {
    looked: looked.map((one) => (gaveWay(one) ? { input: one.input, ...none } : one)),
    joined: whole,
  };
}

const namesCustomer = (orders: Recognised): boolean => {
  const customer = find(orders, 'customer_id')?.column;
  return customer !== undefined && nameFit('orders', 'customer_id', customer) > 0.75;
};

/** Called orders, or with a column that is called a customer. */
const isCertain = (orders: Recognised): boolean =>
  namesCustomer(orders) || fileFit('orders', orders.input) > 0;

export function joinOrders(
  warehouse: Warehouse,
  related: readonly RelatedInput[],
  alone: readonly Recognised[],
): Promise<Recognised | null> {
  const acts = alone.some(({ source }) => source === 'subscriptions');
  const free = related.filter((input) => !isOther(input, alone) && !(acts && isUnsoldFile(input)));
  return joinTables(warehouse, free, { source: 'orders', from: free });
}

/** Payments that name the contract alone: the table of contracts knows whose it is, and is none of orders itself. */
export async function joinPayments(
  warehouse: Warehouse,
  related: readonly RelatedInput[],
  alone: readonly Recognised[],
): Promise<Recognised | null> {
  const free = related.filter((input) => !isOther(input, alone));
  const contracts = alone.find(({ source, query }) => source === 'subscriptions' && query === undefined);
  if (!contracts) return null;
  const paid = free.filter((input) => fileFit('events', input) === 0 && !isUnsoldFile(input));
  return joinTables(warehouse, [...free, contracts.input], { source: 'orders', from: paid });
}

/** Every customer has one order: the id is a new one for each, it seems. */
export const neverComeBack = (orders: Recognised): boolean => {
  const customer = find(orders, 'customer_id')?.column;
  const order = find(orders, 'order_id')?.column;
  if (customer === undefined || customer.filled < 100) return false;
  const { groups } = orders.input.relations;
  const [own, theirs] = [groups[customer.name], groups[order?.name ?? '']];
  // of a join, only what its own rows show counts: the other table may know many who never came
  if (orders.query !== undefined && own)
    return theirs ? own.keys >= 0.98 * theirs.keys : own.several < 0.02 * own.keys;
  return customer.distinct >= 0.98 * (order?.distinct ?? customer.filled);
};

/** What is a source of its own by its name takes no part in orders; a table of customers may. */
const isOther = (input: RelatedInput, alone: readonly Recognised[]): boolean =>
  alone.some(
    (one) => one.input === input && !['customers', 'orders', 'events', 'identities'].includes(one.source),
  );

/** A table of customers whose own key the orders do not bear serves through the join alone; contracts serve beside it. */
export function isUsedUp({ input, source }: Recognised, { inputs, order }: Recognised): boolean {
  if (source === 'subscriptions' || !inputs.some(({ name }) => name === input.name)) return false;
  const customer = order?.roles.customer.name;
  const key = input.columns.find(({ name }) => name === customer);
  return key === undefined || key.distinct < 0.98 * key.filled;
}

/** Orders whose customer is not that of the customers' table, through the table that knows whose they are. */
export async function ownedOrders(
  warehouse: Warehouse,
  found: readonly Recognised[],
  inputs: readonly RelatedInput[],
): Promise<readonly Recognised[]> {
  const table = found.find((one) => one.source === 'customers' && isStrange(one, found));
  const orders = found.find(({ source }) => source === 'orders');
  const owner = (table && find(table, 'customer_id')?.column) ?? holderOf(found, orders);
  const again = owner && orders && (await throughOwner(warehouse, { orders, owner }, inputs));
  return again ? found.map((one) => (one === orders ? again : one)) : found;
}

/** Who holds the contracts, where the payments name those and nobody. */
function holderOf(found: readonly Recognised[], orders: Recognised | undefined) {
  const contracts = found.find(({ source }) => source === 'subscriptions');
  const paid = orders && find(orders, 'customer_id')?.column;
  const [contract, holder] = ['subscription_id', 'customer_id'].map(
    (name) => contracts && find(contracts, name)?.column,
  );
  if (!paid || !contract || !holder || contract.name === holder.name) return undefined;
  return overlap(paid, contract).plain >= 0.9 && overlap(paid, holder).plain < fewKnown ? holder : undefined;
}

/** Subscriptions whose fee stands with the plan, or with the account; one for each customer looks like a table of customers. */
export async function joinFees(
  warehouse: Warehouse,
  related: readonly RelatedInput[],
  looked: readonly (Recognised | NotRecognised)[],
): Promise<Recognised | null> {
  if (looked.some((one) => 'source' in one && one.source === 'subscriptions')) return null;
  const from = looked
    .filter((one) => ('source' in one ? one.source === 'customers' : one.nearest === 'subscriptions'))
    .map(({ input }) => input)
    .filter((input) => fileFit('subscriptions', input) > 0);
  return joinTables(warehouse, related, { source: 'subscriptions', from });
}
