import type { ObjectStore } from '../../../contracts/ports/object-store.ts';
import type { Warehouse } from '../../../contracts/ports/warehouse.ts';
import { identifier } from '../../sql/sql-text.ts';
import type { ContextRequest } from '../context.ts';
import { readDraws } from '../ledger.ts';
import type { Draw } from '../ledger-state.ts';
import { standings } from '../rank.ts';
import { readFirst } from '../read-customers.ts';
import type { SelectedCustomer } from '../selected-customer.ts';
import { customersWithDraws } from '../with-draws.ts';
import { taughtColumns } from './beside-select.ts';
import { type LeaveAloneRequest, leaveAlone, type Taken, whyAlone } from './leave-alone.ts';

export interface BesideRequest extends LeaveAloneRequest, Pick<ContextRequest, 'asOfAt' | 'campaigns'> {
  /** Key prefix for rows on their way out of the warehouse; nothing stays there. */
  readonly prefix: string;
  /** Number of the ledger's next file when the customers' draws were read, or an earlier one. */
  readonly file: number;
}

/** Whom a list beside those of the campaigns takes, of how many it is for. */
export interface ChosenBeside extends Taken {
  readonly found: number;
}

/**
 * The first customers by priority for a list that stands beside those of the campaigns, and how many there are in all; twice as
 * many as it has places may be listed, where there are so many.
 * @param table of `besideSelect`: those whom the list is for
 */
export async function readBeside(
  warehouse: Warehouse,
  store: ObjectStore,
  table: string,
  request: BesideRequest,
): Promise<{ readonly found: number; readonly customers: readonly SelectedCustomer[] }> {
  const { asOfAt, prefix, size, limits, campaigns = [] } = request;
  const [counted] = await warehouse.rows(`select count(*) as n from ${identifier(table)}`);
  const found = Number(counted?.n ?? 0);
  if (found === 0) return { found, customers: [] };
  const { customers } = await readFirst(
    warehouse,
    store,
    { asOfAt, ranked: table, standings, campaigns, limits, prefix, learned: taughtColumns(limits) },
    { wanted: 2 * size, mayList: (customer) => whyAlone(customer, request) === null },
  );
  return { found, customers };
}

/** Chooses the customers of a list that draws nobody; whom other lists of the date have drawn since the ledger was read counts as drawn. */
export async function chooseBeside(
  warehouse: Warehouse,
  store: ObjectStore,
  table: string,
  request: BesideRequest,
): Promise<ChosenBeside> {
  const { found, customers } = await readBeside(warehouse, store, table, request);
  const since: Draw[] = [];
  let { file } = request;
  for (let more = await readDraws(store, file); more !== null; more = await readDraws(store, ++file))
    since.push(...more);
  return { found, ...leaveAlone(customersWithDraws(customers, since), request) };
}
