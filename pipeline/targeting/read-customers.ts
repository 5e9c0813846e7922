import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import { visitRows } from '../tables/unload-rows.ts';
import { Barred, type Seeker } from './barred.ts';
import { type ContextRequest, contextSelect } from './context.ts';
import type { Draw } from './ledger-state.ts';
import { readKnownDraws } from './read-ledger.ts';
import { type SelectedCustomer, selectedCustomer } from './selected-customer.ts';
import type { SuppressionLimits } from './suppress.ts';

export interface ReadRequest extends ContextRequest {
  /** Key prefix for rows on their way out of the warehouse; nothing stays there. */
  readonly prefix: string;
}

/** Customers as the context chooses them, with what the ledger says of each. */
export async function readCustomers(
  warehouse: Warehouse,
  store: ObjectStore,
  request: ReadRequest,
): Promise<SelectedCustomer[]> {
  const customers: SelectedCustomer[] = [];
  await visitCustomers(warehouse, store, request, (customer) => customers.push(customer));
  return customers;
}

async function visitCustomers(
  warehouse: Warehouse,
  store: ObjectStore,
  { prefix, ...context }: ReadRequest,
  visit: (customer: SelectedCustomer) => void,
): Promise<void> {
  const known = await readKnownDraws(warehouse, store, context, prefix);
  const asked = { campaigns: context.campaigns ?? [], learned: context.learned ?? [] };
  const select = contextSelect(context);
  await visitRows(warehouse, store, { select, prefix, orderBy: ['customer_id'] }, (cell) => {
    const draws = known.get(String(cell('customer_id'))) ?? noDraws;
    visit(selectedCustomer(cell, { ...asked, draws }));
  });
}

/** One for all: most customers have none. */
const noDraws: readonly Draw[] = [];

/** How many customers are wanted whom a list may take. */
export interface Wanted {
  readonly wanted: number;
  readonly mayList: (customer: SelectedCustomer) => boolean;
  /** Lists that leave customers alone of whom little need be kept; none where left out. */
  readonly seekers?: readonly Seeker[];
}

/** The first customers by priority: those whom a list may take, or a draw keeps from it, and those whom all leave alone. */
export interface FirstRead {
  readonly customers: readonly SelectedCustomer[];
  readonly barred: Barred;
  /** Whether these are all that there are. */
  readonly isWhole: boolean;
}

const leastPool = 1000;

/** The first customers by priority, as many as it takes to have those wanted; whole where there are no more. */
export async function readFirst(
  warehouse: Warehouse,
  store: ObjectStore,
  { limits, ...request }: Omit<ReadRequest, 'limit' | 'maxTouches'> & { readonly limits: SuppressionLimits },
  { wanted, mayList, seekers = [] }: Wanted,
): Promise<FirstRead> {
  const maxTouches = limits.maxTouchesPer90Days;
  for (let limit = Math.max(leastPool, 2 * wanted); ; limit *= 4) {
    const customers: SelectedCustomer[] = [];
    const barred = new Barred(seekers, limits);
    await visitCustomers(warehouse, store, { ...request, maxTouches, limit }, (customer) => {
      if (!barred.take(customer)) customers.push(customer);
    });
    const isWhole = customers.length + barred.length < limit;
    if (isWhole || hasAtLeast(wanted, customers, mayList)) return { customers, barred, isWhole };
  }
}

function hasAtLeast<One>(wanted: number, all: readonly One[], holds: (one: One) => boolean): boolean {
  let found = 0;
  return wanted <= 0 || all.some((one) => holds(one) && ++found === wanted);
}
