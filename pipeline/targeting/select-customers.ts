import { HoldfastError } from '../../contracts/errors.ts';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import { identifier } from '../sql/sql-text.ts';
import { readParquet } from '../tables/parquet.ts';
import { type ContextRequest, contextSelect } from './context.ts';
import type { Standing } from './rank.ts';
import { type SelectedCustomer, selectedCustomer } from './selected-customer.ts';
import { type SuppressionLimits, suppress } from './suppress.ts';

/** How many customers stand where, and those from whom the lists are made. */
export interface Selection {
  readonly standings: Readonly<Record<Standing, number>>;
  /** The first candidates by priority, more than the list takes where there are more. */
  readonly candidates: readonly SelectedCustomer[];
  /** The first of those gone, by worth if kept. */
  readonly gone: readonly SelectedCustomer[];
}

export interface SelectionRequest extends Pick<ContextRequest, 'asOfAt' | 'ranked'> {
  readonly listSize: number;
  readonly limits: SuppressionLimits;
  /** Key prefix for the selection's files while they are read; nothing stays there. */
  readonly prefix: string;
}

/** Candidates looked at per place on the list, so that ranks can be redrawn among those just below it. */
const poolPerPlace = 2;
const leastPool = 1000;

/**
 * Selects the customers from whom the lists are made. Only the first by priority leave the warehouse: as many as it
 * takes to have two customers who may be contacted for each place on the list.
 */
export async function selectCustomers(
  warehouse: Warehouse,
  store: ObjectStore,
  request: SelectionRequest,
): Promise<Selection> {
  const wanted = poolPerPlace * request.listSize;
  const first = (standings: readonly Standing[], wantedHere: number) =>
    firstUntil(warehouse, store, request, standings, wantedHere);
  return {
    standings: await countStandings(warehouse, request.ranked),
    candidates: await first(['candidate'], wanted),
    gone: await first(['beyond_lookback', 'above_gone_probability'], request.listSize),
  };
}

async function firstUntil(
  warehouse: Warehouse,
  store: ObjectStore,
  request: SelectionRequest,
  standings: readonly Standing[],
  wanted: number,
): Promise<SelectedCustomer[]> {
  for (let limit = Math.max(leastPool, 2 * wanted); ; limit *= 4) {
    const customers = await unloadContext(warehouse, store, { ...request, standings, limit }, request.prefix);
    const allowed = customers.filter((customer) => suppress(customer, request.limits) === null).length;
    if (customers.length < limit || allowed >= wanted) return customers;
  }
}

async function unloadContext(
  warehouse: Warehouse,
  store: ObjectStore,
  request: ContextRequest,
  prefix: string,
): Promise<SelectedCustomer[]> {
  await clear(store, prefix);
  const files = await warehouse.unload(contextSelect(request), prefix, { orderBy: ['customer_id'] });
  const customers: SelectedCustomer[] = [];
  for (const { key } of files) {
    const bytes = await store.get(key);
    if (bytes === null) throw new HoldfastError(`${store.locate(key)} was written a moment ago and is gone`);
    for (const row of await readParquet(bytes)) customers.push(selectedCustomer(row));
  }
  await clear(store, prefix);
  return customers;
}

async function clear(store: ObjectStore, prefix: string): Promise<void> {
  for (const { key } of await store.list(prefix)) await store.delete(key);
}

async function countStandings(warehouse: Warehouse, ranked: string): Promise<Record<Standing, number>> {
  const counts: Record<Standing, number> = {
    candidate: 0,
    below_risk: 0,
    below_value: 0,
    above_gone_probability: 0,
    beyond_lookback: 0,
  };
  const rows = await warehouse.rows(
    `select standing, count(*) as n from ${identifier(ranked)} group by standing order by standing`,
  );
  for (const { standing, n } of rows) counts[standing as Standing] = Number(n);
  return counts;
}
