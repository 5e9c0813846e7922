import { assignmentColumns } from '../../contracts/artefacts/list-columns.ts';
import type { Campaign } from '../../contracts/campaign.ts';
import { HoldfastError } from '../../contracts/errors.ts';
import { keys } from '../../contracts/keys.ts';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import { drawArms } from './draw-arms.ts';
import { type FilledList, type FillRequest, fillList } from './fill-list.ts';
import { appendDraws, countDraws, readDraws, type StratumCounts } from './ledger.ts';
import { type Draw, ledgerState } from './ledger-state.ts';
import { agreeing, type ListTable, listTable } from './list-table.ts';
import type { Selection } from './select-customers.ts';
import type { SelectedCustomer } from './selected-customer.ts';

export interface DrawListedRequest {
  readonly campaign: Campaign;
  readonly asOf: string;
  readonly run: string;
  readonly fill: FillRequest;
  /** Number of the ledger's next file when the selection's draws were read, or an earlier one. */
  readonly file: number;
  /** What the campaign had drawn then. */
  readonly counts: StratumCounts;
  /** Gives reasons to those who come onto the list because others went. */
  readonly explain: (selection: Selection) => Promise<Selection>;
}

/** A selection in which everybody listed has an arm, and what the campaign has drawn with it. */
export interface DrawnSelection {
  readonly selection: Selection;
  readonly counts: StratumCounts;
}

/**
 * Draws the listed who have no arm and writes the draws to the ledger. Where another run was first, its draws count: they
 * are read and the list is filled and drawn again, until these draws are the ledger's. Nobody is ever drawn twice.
 */
export async function drawListed(
  store: ObjectStore,
  chosen: Selection,
  { campaign, asOf, run, fill, explain, ...start }: DrawListedRequest,
): Promise<DrawnSelection> {
  let { file, counts } = start;
  for (let selection = chosen; ; file++) {
    const filled = fillList(selection.candidates, fill);
    const listed = filled.listed.map(({ customer }) => customer);
    const before = new Map([...counts].map(([stratum, { drawn }]) => [stratum, drawn]));
    const draws = drawArms(listed, { campaign, asOf, run, file, before });
    if (draws.length === 0) return { selection, counts };
    const isOurs = await appendDraws(store, file, drawsTable(draws, filled));
    const counted = isOurs ? draws : await drawsOf(store, file);
    counts = countDraws(counts, counted, campaign);
    selection = withDraws(selection, counted, campaign, asOf);
    if (isOurs) return { selection, counts };
    selection = await explain(selection);
  }
}

async function drawsOf(store: ObjectStore, file: number): Promise<Draw[]> {
  const draws = await readDraws(store, file);
  if (draws !== null) return draws;
  throw new HoldfastError(`${store.locate(keys.arms(file))} was there a moment ago and is gone`);
}

/** Draws with what the list said of the customers, as the ledger keeps them. */
function drawsTable(draws: readonly Draw[], { listed }: FilledList): ListTable {
  const places = new Map(listed.map(({ customer }, i) => [customer.customer_id, i]));
  const rows = draws.map((draw) => {
    const place = places.get(draw.customer_id)!;
    const { customer, play } = listed[place]!;
    return { ...agreeing(customer), ...draw, rank: place + 1, play: play?.name ?? null };
  });
  return listTable(
    'assignments',
    assignmentColumns,
    rows.sort((a, b) => a.rank - b.rank),
  );
}

function withDraws(
  selection: Selection,
  draws: readonly Draw[],
  campaign: Campaign,
  asOf: string,
): Selection {
  const added = new Map<string, Draw[]>();
  for (const draw of draws) added.set(draw.customer_id, [...(added.get(draw.customer_id) ?? []), draw]);
  const renew = (customer: SelectedCustomer): SelectedCustomer => {
    const more = added.get(customer.customer_id);
    if (more === undefined) return customer;
    const all = [...customer.draws, ...more];
    return { ...customer, draws: all, ledger: ledgerState(all, campaign, asOf) };
  };
  return { ...selection, candidates: selection.candidates.map(renew), gone: selection.gone.map(renew) };
}
