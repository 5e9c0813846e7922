import { assignmentColumns } from '../../contracts/artefacts/list-columns.ts';
import type { Drawing } from '../../contracts/campaign.ts';
import { HoldfastError } from '../../contracts/errors.ts';
import { keys } from '../../contracts/keys.ts';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import { drawArms } from './draw-arms.ts';
import type { FillRequest, ListedCustomer } from './fill-list.ts';
import { type FilledLists, fillLists } from './fill-lists.ts';
import { appendDraws, type CampaignCounts, countDraws, countsOf, type DrawRow, readDraws } from './ledger.ts';
import { type Draw, ledgerState } from './ledger-state.ts';
import { agreeing, type ListTable, listTable } from './list-table.ts';
import type { Selection } from './select-customers.ts';
import type { SelectedCustomer } from './selected-customer.ts';
import { addSpend } from './spend.ts';
import { whyKept } from './why-kept.ts';
import { withDraws } from './with-draws.ts';
import { isDrawnBefore, paidFor } from './within-budget.ts';

export interface DrawListedRequest {
  readonly asOf: string;
  readonly run: string;
  readonly fills: readonly FillRequest[];
  /** Draws the global control group; null where there is none. */
  readonly globalControl: Drawing | null;
  /** Number of the ledger's next file when the selection's draws were read, or an earlier one. */
  readonly file: number;
  /** What the campaigns had drawn then. */
  readonly counts: CampaignCounts;
  /** Fills the lists again where others went: with more customers where it takes them, and reasons of all who are listed. */
  readonly refill: (selection: Selection, since: RefilledSince) => Promise<Selection>;
}

/** What has happened since the customers were selected. */
export interface RefilledSince {
  /** How the lists are filled now. */
  readonly fills: readonly FillRequest[];
  /** What others have drawn. */
  readonly draws: readonly Draw[];
}

/** A selection in which everybody listed has an arm, and what the campaigns have drawn with it. */
export interface DrawnSelection {
  readonly selection: Selection;
  readonly counts: CampaignCounts;
  /** As requested, with what the draws have spent. */
  readonly fills: readonly FillRequest[];
}

/**
 * Draws the listed who have no arm and writes the draws to the ledger: first who of them belongs to the global control
 * group, whose places go to others, then the arm in the campaign that lists them. Where another run was first, its draws
 * count: they are read and the lists are filled and drawn again, until these draws are the ledger's. Nobody is ever drawn
 * twice.
 */
export async function drawListed(
  store: ObjectStore,
  chosen: Selection,
  request: DrawListedRequest,
): Promise<DrawnSelection> {
  let { file, counts, fills } = request;
  const others: Draw[] = [];
  for (let selection = chosen; ; file++) {
    const drawn = await drawOnce(selection, counts, file, { ...request, fills, others });
    if (drawn.draws.length === 0) return { selection, counts, fills };
    const table = drawsTable(drawn);
    if (await appendDraws(store, file, table))
      return {
        selection: drawn.selection,
        counts: countDraws(counts, drawn.draws),
        fills: fills.map((fill) =>
          withListedAgain(withSpending(fill, table.rows as unknown as DrawRow[]), drawn.again),
        ),
      };
    const theirs = await drawsOf(store, file);
    others.push(...theirs);
    fills = fills.map((fill) => withSpending(fill, theirs));
    counts = countDraws(counts, theirs);
    selection = await request.refill(withDraws(selection, theirs), { fills, draws: others });
  }
}

/** Draws with the lists and customers they were made for. */
interface Drawn {
  readonly draws: readonly Draw[];
  /** With these draws, and with reasons of all who came onto a list because others went. */
  readonly selection: Selection;
  /** Whom the lists contact that an earlier date drew. */
  readonly again: readonly ListedCustomer[];
  /** What each drawn customer was listed with, in the order of the list. */
  readonly listed: ReadonlyMap<string, Placed>;
}

interface Placed extends ListedCustomer {
  readonly rank: number;
}

/** All draws that the lists need; none of them is in the ledger yet. */
async function drawOnce(
  chosen: Selection,
  known: CampaignCounts,
  file: number,
  request: DrawListedRequest & { readonly others: readonly Draw[] },
): Promise<Drawn> {
  const { asOf, run, fills, globalControl, others } = request;
  const listed = new Map<string, Placed>();
  const draws: Draw[] = [];
  let [selection, counts] = [chosen, known];
  const draw = (campaign: Drawing, customers: readonly SelectedCustomer[], explored?: number): Draw[] => {
    const drawables = customers.map((customer) => ({
      ...customer,
      ledger: ledgerState(customer.draws, campaign, asOf),
    }));
    const before = new Map([...countsOf(counts, campaign)].map(([stratum, { drawn }]) => [stratum, drawn]));
    const lot = explored === undefined ? {} : { explored };
    const made = drawArms(drawables, { campaign, asOf, run, file, before, ...lot }).map((one) => ({
      ...one,
      play: listed.get(one.customer_id)?.play?.name ?? null,
    }));
    counts = countDraws(counts, made);
    draws.push(...made);
    return made;
  };
  for (;;) {
    const filled = fillLists(selection.candidates, fills, selection.lot);
    for (const one of placesOf(filled)) listed.set(one.customer.customer_id, one);
    const members = globalControl === null ? [] : draw(globalControl, undrawn(filled, globalControl, asOf));
    selection = withDraws(selection, members);
    if (members.some(({ arm }) => arm === 'control')) {
      selection = await request.refill(selection, { fills, draws: others });
      continue;
    }
    const made = filled.lists.flatMap(({ campaign, listed: customers }) =>
      draw(
        campaign,
        customers.map(({ customer }) => customer),
      ),
    );
    const explored = draw(
      fills[0]!.campaign,
      filled.explored.map(({ customer }) => customer),
      selection.lot?.share ?? 0,
    );
    const again = filled.listed.filter((one) => isDrawnBefore(one, asOf));
    return { draws, selection: withDraws(selection, [...made, ...explored]), again, listed };
  }
}

/** The listed whom no campaign has drawn yet, nor the global control group. */
const undrawn = (
  { listed, explored }: FilledLists,
  globalControl: Drawing,
  asOf: string,
): SelectedCustomer[] =>
  [...listed, ...explored].flatMap(({ customer, ledger }) => {
    const state = ledgerState(customer.draws, globalControl, asOf);
    return ledger.drawn === null && state.drawn === null && state.keptBy === null ? [customer] : [];
  });

const placesOf = ({ listed, explored }: FilledLists): Placed[] =>
  [...listed, ...explored].map((one, i) => ({ ...one, rank: i + 1 }));

/** What draws leave of the campaign's budget. */
function withSpending(fill: FillRequest, draws: readonly DrawRow[]): FillRequest {
  if (fill.campaign.starts === null) return fill;
  const own = draws.filter(({ campaign }) => campaign === fill.campaign.name);
  const drawn = own.map((row) => ({ ...row, draws: 1, cost: row.cost ?? 0 }));
  return { ...fill, spent: addSpend(fill.spent, drawn, fill.plays) };
}

/** What those leave of it who are contacted anew, beside the drawn: they keep their place when the lists are filled again. */
function withListedAgain(fill: FillRequest, again: readonly ListedCustomer[]): FillRequest {
  const { campaign, paid = new Map(), plays } = fill;
  if (campaign.starts === null) return fill;
  const own = again.filter(({ campaign: { name } }) => name === campaign.name);
  const anew = own.filter((one) => paidFor(one, fill) === undefined);
  const contacts = anew.map(({ play }) => ({
    ...{ play: play?.name ?? null, channel: play?.channel ?? null, cost: play?.cost ?? 0 },
    ...{ share: 0, draws: 1 },
  }));
  const names = anew.map(({ customer, play }) => [customer.customer_id, play?.name ?? null] as const);
  return {
    ...fill,
    spent: addSpend(fill.spent, contacts, plays),
    paid: new Map([...paid, ...names]),
  };
}

async function drawsOf(store: ObjectStore, file: number): Promise<DrawRow[]> {
  const draws = await readDraws(store, file);
  if (draws !== null) return draws;
  throw new HoldfastError(`${store.locate(keys.arms(file))} was there a moment ago and is gone`);
}

/** Draws with what the list said of the customers, as the ledger keeps them. */
function drawsTable({ draws, listed }: Drawn): ListTable {
  const rows = draws.map((draw) => {
    const { customer, play, campaign, rank } = listed.get(draw.customer_id)!;
    return {
      ...agreeing(customer),
      ...draw,
      rank,
      play: play?.name ?? null,
      channel: play?.channel ?? null,
      cost: play?.cost ?? null,
      wave: campaign.wave,
      why: whyKept(draw, campaign),
    };
  });
  return listTable(
    'assignments',
    assignmentColumns,
    rows.sort((a, b) => a.rank - b.rank || (a.campaign < b.campaign ? -1 : 1)),
  );
}
