import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import { unloadRows } from '../tables/unload-rows.ts';
import { type ContextRequest, contextSelect } from './context.ts';
import { readKnownDraws } from './read-ledger.ts';
import { type SelectedCustomer, selectedCustomer } from './selected-customer.ts';

export interface ReadRequest extends ContextRequest {
  /** Key prefix for rows on their way out of the warehouse; nothing stays there. */
  readonly prefix: string;
}

/** Customers as the context chooses them, with what the ledger says of each. */
export async function readCustomers(
  warehouse: Warehouse,
  store: ObjectStore,
  { prefix, ...context }: ReadRequest,
): Promise<SelectedCustomer[]> {
  const known = await readKnownDraws(warehouse, store, context, prefix);
  const select = contextSelect(context);
  const rows = await unloadRows(warehouse, store, { select, prefix, orderBy: ['customer_id'] });
  return rows.map((row) =>
    selectedCustomer(row, known.get(String(row.customer_id)) ?? [], context.campaigns ?? []),
  );
}

/** How many customers are wanted whom a list may take. */
export interface Wanted {
  readonly wanted: number;
  readonly mayList: (customer: SelectedCustomer) => boolean;
}

const leastPool = 1000;

/** The first customers by priority, as many as it takes to have those wanted; whole where there are no more. */
export async function readFirst(
  warehouse: Warehouse,
  store: ObjectStore,
  request: Omit<ReadRequest, 'limit'>,
  { wanted, mayList }: Wanted,
): Promise<{ readonly customers: readonly SelectedCustomer[]; readonly isWhole: boolean }> {
  for (let limit = Math.max(leastPool, 2 * wanted); ; limit *= 4) {
    const customers = await readCustomers(warehouse, store, { ...request, limit });
    const isWhole = customers.length < limit;
    if (isWhole || customers.filter(mayList).length >= wanted) return { customers, isWhole };
  }
}
