import type { ObjectStore } from '../../../contracts/ports/object-store.ts';
import type { Warehouse } from '../../../contracts/ports/warehouse.ts';
import { identifier } from '../../sql/sql-text.ts';
import type { ContextRequest } from '../context.ts';
import { standings } from '../rank.ts';
import { readFirst } from '../read-customers.ts';
import { type LeaveAloneRequest, leaveAlone, type Taken, whyAlone } from './leave-alone.ts';

export interface BesideRequest extends LeaveAloneRequest, Pick<ContextRequest, 'asOfAt'> {
  /** Key prefix for rows on their way out of the warehouse; nothing stays there. */
  readonly prefix: string;
}

/** Whom a list beside those of the campaigns takes, of how many it is for. */
export interface ChosenBeside extends Taken {
  readonly found: number;
}

/**
 * Chooses the customers of a list that stands beside those of the campaigns. Only the first by priority leave the warehouse.
 * @param table of `besideSelect`: those whom the list is for
 */
export async function chooseBeside(
  warehouse: Warehouse,
  store: ObjectStore,
  table: string,
  request: BesideRequest,
): Promise<ChosenBeside> {
  const { asOfAt, prefix, size, limits } = request;
  const [counted] = await warehouse.rows(`select count(*) as n from ${identifier(table)}`);
  const found = Number(counted?.n ?? 0);
  if (found === 0) return { found, listed: [], suppressed: [] };
  const read = { asOfAt, ranked: table, standings, maxTouches: limits.maxTouchesPer90Days, prefix };
  const { customers } = await readFirst(warehouse, store, read, {
    wanted: size,
    mayList: (customer) => whyAlone(customer, request) === null,
  });
  return { found, ...leaveAlone(customers, request) };
}
