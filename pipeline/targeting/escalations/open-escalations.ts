import type { ObjectStore } from '../../../contracts/ports/object-store.ts';
import type { Warehouse } from '../../../contracts/ports/warehouse.ts';
import { identifier } from '../../sql/sql-text.ts';
import { unloadRows } from '../../tables/unload-rows.ts';
import { standings } from '../rank.ts';
import { readCustomers } from '../read-customers.ts';
import { type Escalation, type FlagRequest, flag, type Signal } from './escalation.ts';
import { appendFlagged, readFlagged } from './escalation-ledger.ts';
import { noneOpen, openSelect, type SignalsRequest, signalsSelect } from './signals.ts';

/** Makes the table `open_escalations`, which the context of every list reads, empty where nothing is escalated, and else `escalation_signals`. */
export async function createOpenEscalations(
  warehouse: Warehouse,
  request: SignalsRequest | null,
): Promise<void> {
  if (request === null) return warehouse.create('open_escalations', noneOpen);
  await warehouse.create('escalation_signals', signalsSelect(request));
  await warehouse.create('open_escalations', openSelect(request));
}

export interface EscalateRequest extends FlagRequest {
  readonly sqlAsOfAt: string;
  readonly ranked: string;
  /** Key prefix for rows on their way out of the warehouse; nothing stays there. */
  readonly prefix: string;
}

/**
 * The open escalations, and writes those that are new to the ledger before anybody is told: where another run was first, what
 * it flagged counts.
 */
export async function escalate(
  warehouse: Warehouse,
  store: ObjectStore,
  request: EscalateRequest,
): Promise<readonly Escalation[]> {
  const { prefix } = request;
  const select = `select customer_id, kind, row_id, cast(to_unixtime(happened_at) as double) as happened_at, score, cast(to_unixtime(contacted_at) as double) as contacted_at from escalation_signals`;
  const rows = await unloadRows(warehouse, store, {
    select,
    prefix,
    orderBy: ['customer_id', 'kind', 'row_id'],
  });
  const customers = await readEscalated(warehouse, store, request);
  for (;;) {
    const { flagged, next } = await readFlagged(store);
    const { open, fresh } = flag(customers, rows as unknown as Signal[], flagged, request);
    if (fresh.length === 0 || (await appendFlagged(store, next, fresh))) return open;
  }
}

/** What a list would say of the customers who have an escalation open, wherever they stand. */
async function readEscalated(
  warehouse: Warehouse,
  store: ObjectStore,
  { sqlAsOfAt, ranked, prefix }: EscalateRequest,
) {
  const table = 'escalated_customers';
  await warehouse.create(
    table,
    `select r.* from ${identifier(ranked)} r join open_escalations e on e.customer_id = r.customer_id`,
  );
  const [counted] = await warehouse.rows(`select count(*) as n from ${table}`);
  const limit = Number(counted?.n);
  const read = { asOfAt: sqlAsOfAt, ranked: table, standings, maxTouches: 1, limit, prefix };
  return readCustomers(warehouse, store, read);
}
