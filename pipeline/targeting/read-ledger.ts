import { assignmentColumns } from '../../contracts/artefacts/list-columns.ts';
import type { Campaign } from '../../contracts/campaign.ts';
import { HoldfastError } from '../../contracts/errors.ts';
import { keys } from '../../contracts/keys.ts';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import { identifier, literal } from '../sql/sql-text.ts';
import type { ContextRequest } from './context.ts';
import template from './known-draws.sql';
import type { StratumCounts } from './ledger.ts';
import type { Draw } from './ledger-state.ts';
import { unloadRows } from './unload-rows.ts';

/**
 * Makes the ledger a table of that name, however many draws it holds; an empty one where nobody was drawn yet.
 * @throws HoldfastError where arms of the time before campaigns have not been read into it
 */
export async function attachLedger(warehouse: Warehouse, store: ObjectStore): Promise<void> {
  await refuseUnmigrated(store);
  if ((await store.list(keys.ledger)).length > 0) await warehouse.attach('ledger', keys.ledger);
  else await warehouse.create('ledger', emptyLedger);
}

async function refuseUnmigrated(store: ObjectStore): Promise<void> {
  const [old] = await store.list(keys.assignments);
  if (old === undefined || (await store.tag(keys.migration)) !== null) return;
  throw new HoldfastError(
    `${store.locate(keys.assignments)} holds arms as an earlier version kept them, and whoever is held out there must not be contacted. Run \`holdfast ledger migrate\`, which first says what it would do.`,
  );
}

const types = { integer: 'integer', number: 'double', flag: 'boolean' } as const;

const emptyLedger = `select ${assignmentColumns
  .map(
    ({ name, type }) =>
      `cast(null as ${type in types ? types[type as keyof typeof types] : 'varchar'}) as ${name}`,
  )
  .join(', ')} where false`;

/** The draws of customers chosen as the context chooses them, by customer. */
export async function readKnownDraws(
  warehouse: Warehouse,
  store: ObjectStore,
  { ranked, standings, limit }: Pick<ContextRequest, 'ranked' | 'standings' | 'limit'>,
  prefix: string,
): Promise<Map<string, Draw[]>> {
  const fillings = {
    ranked: identifier(ranked),
    standings: standings.map(literal).join(', '),
    limit: String(Math.trunc(limit)),
  };
  const select = template
    .replace(/^--.*\n/gm, '')
    .replaceAll(/\{\{(\w+)\}\}/g, (_, name: keyof typeof fillings) => fillings[name]);
  const known = new Map<string, Draw[]>();
  const orderBy = ['customer_id', 'draw', 'campaign'];
  for (const row of await unloadRows(warehouse, store, { select, prefix, orderBy })) {
    const draw = row as unknown as Draw;
    known.set(draw.customer_id, [...(known.get(draw.customer_id) ?? []), draw]);
  }
  return known;
}

/** How many the campaign has drawn and holds out, stratum by stratum. */
export async function readStratumCounts(warehouse: Warehouse, { name }: Campaign): Promise<StratumCounts> {
  const rows = await warehouse.rows(
    `select stratum, count(*) as drawn, count_if(arm = 'control') as held_out
     from ledger where campaign = ${literal(name)} group by stratum order by stratum`,
  );
  return new Map(
    rows.map(({ stratum, drawn, held_out }) => [
      Number(stratum),
      { drawn: Number(drawn), heldOut: Number(held_out) },
    ]),
  );
}
