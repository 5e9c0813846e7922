import { assignmentColumns } from '../../contracts/artefacts/list-columns.ts';
import { HoldfastError } from '../../contracts/errors.ts';
import { keys } from '../../contracts/keys.ts';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import { identifier, literal } from '../sql/sql-text.ts';
import { unloadRows } from '../tables/unload-rows.ts';
import { type ContextRequest, contextSelect } from './context.ts';
import template from './known-draws.sql';
import type { CampaignCounts } from './ledger.ts';
import type { Draw } from './ledger-state.ts';

/**
 * Makes the ledger a table of that name, however many draws it holds; an empty one where nobody was drawn yet. Files from
 * number `before` on are left out: a run that draws at the same time may put them between one query and the next, and they
 * are read when that number is found taken.
 * @throws HoldfastError where arms of the time before campaigns have not been read into it
 */
export async function attachLedger(warehouse: Warehouse, store: ObjectStore, before: number): Promise<void> {
  await refuseUnmigrated(store);
  if ((await store.list(keys.ledger)).length === 0) return warehouse.create('ledger', emptyLedger);
  await warehouse.attach('ledger_files', keys.ledger);
  await warehouse.create('ledger', `select * from ledger_files where draw < ${Math.trunc(before)}`);
}

async function refuseUnmigrated(store: ObjectStore): Promise<void> {
  const [old] = await store.list(keys.assignments);
  if (old === undefined || (await store.tag(keys.migration)) !== null) return;
  throw new HoldfastError(
    `${store.locate(keys.assignments)} holds arms from an earlier version, and customers held out there must not be contacted. Run \`holdfast ledger migrate\`, which first says what it would do.`,
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
  context: ContextRequest,
  prefix: string,
): Promise<Map<string, Draw[]>> {
  const select = template.replace(/^--.*\n/gm, '').replaceAll('{{chosen}}', () => chosenSelect(context));
  const known = new Map<string, Draw[]>();
  const orderBy = ['customer_id', 'draw', 'campaign'];
  for (const row of await unloadRows(warehouse, store, { select, prefix, orderBy })) {
    const draw = row as unknown as Draw;
    known.set(draw.customer_id, [...(known.get(draw.customer_id) ?? []), draw]);
  }
  return known;
}

/** Who is chosen: by the scores alone where those say it, else by the facts too. */
function chosenSelect({ ranked, standings, eligible = [], limit, ...rest }: ContextRequest): string {
  if (eligible.length > 0)
    return `select customer_id from (${contextSelect({ ranked, standings, eligible, limit, ...rest })}) e`;
  return `select s.customer_id from ${identifier(ranked)} s where s.standing in (${standings.map(literal).join(', ')})
    order by s.priority desc, s.customer_id limit ${Math.trunc(limit)}`;
}

/** How many each campaign has drawn and holds out, stratum by stratum. */
export async function readCampaignCounts(warehouse: Warehouse): Promise<CampaignCounts> {
  const rows = await warehouse.rows(
    `select campaign, stratum, count(*) as drawn, count_if(arm = 'control') as held_out
     from ledger group by campaign, stratum order by campaign, stratum`,
  );
  const counts = new Map<string, Map<number, { drawn: number; heldOut: number }>>();
  for (const { campaign, stratum, drawn, held_out } of rows) {
    const strata = counts.get(String(campaign)) ?? new Map();
    strata.set(Number(stratum), { drawn: Number(drawn), heldOut: Number(held_out) });
    counts.set(String(campaign), strata);
  }
  return counts;
}
