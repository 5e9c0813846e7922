import { keys } from '../../contracts/keys.ts';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import type { Warehouse } from '../../contracts/ports/warehouse.ts';

const texts = ['campaign', 'customer_id', 'arm', 'as_of', 'arm_until', 'play', 'channel'];
const numbers = ['share', 'cost', 'churn', 'clv_if_kept', 'clv_if_lost'];

/** The ledger as a table; an empty one where nobody was drawn yet. */
export async function attachLedger(warehouse: Warehouse, store: ObjectStore): Promise<void> {
  if ((await store.list(keys.ledger)).length > 0) return warehouse.attach('ledger', keys.ledger);
  const columns = [
    ...texts.map((name) => `cast(null as varchar) as ${name}`),
    ...numbers.map((name) => `cast(null as double) as ${name}`),
    ...['stratum', 'draw'].map((name) => `cast(null as integer) as ${name}`),
  ];
  await warehouse.create('ledger', `select ${columns.join(', ')} where false`);
}
