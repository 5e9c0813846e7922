import type { Exploration } from '../../contracts/config/exploration.ts';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import { type ExplainRequest, explainListed } from './explain-listed.ts';
import type { FilledList } from './fill-list.ts';
import { fillLists } from './fill-lists.ts';
import type { Draw } from './ledger-state.ts';
import { poolSize } from './rank-stability.ts';
import { type Selection, type SelectionRequest, selectCustomers } from './select-customers.ts';
import { selectExplored } from './select-explored.ts';
import { withDraws } from './with-draws.ts';

export interface ChooseRequest {
  readonly select: Omit<SelectionRequest, 'wanted'>;
  readonly explain: ExplainRequest;
  /** Customers gone that are wanted. */
  readonly gone: number;
  /** Contacts drawn at random among all others; null or left out: none. */
  readonly exploration?: Exploration | null;
}

/** Selects the customers from whom the lists are made, and gives those who make it onto a list their reasons. */
export async function chooseListed(
  warehouse: Warehouse,
  store: ObjectStore,
  request: ChooseRequest,
): Promise<Selection> {
  const { select, explain, gone, exploration = null } = request;
  const candidates = explain.fills.reduce((sum, { campaign }) => sum + poolSize(campaign.listSize), 0);
  const wanted = { ...select, wanted: { candidates, gone } };
  const selection = await selectCustomers(warehouse, store, wanted);
  const lot = exploration && (await selectExplored(warehouse, store, wanted, exploration));
  return refillListed(warehouse, store, { ...selection, lot }, { ...request, draws: [] });
}

export interface RefillRequest extends ChooseRequest {
  /** Draws since the ledger was read, which those who are selected now have as well. */
  readonly draws: readonly Draw[];
}

/**
 * Gives whoever makes it onto a list their reasons. Where so many are left alone by their plays, or are held out from every
 * campaign, that a list is not full or few come after it, more candidates are selected; those selected before stay as they
 * are.
 */
export async function refillListed(
  warehouse: Warehouse,
  store: ObjectStore,
  selection: Selection,
  { select, explain, gone, draws }: RefillRequest,
): Promise<Selection> {
  for (let selected = selection; ; ) {
    const explained = await explainListed(warehouse, store, selected, explain);
    const { lists } = fillLists(explained.candidates, explain.fills);
    if (explained.isWhole || lists.every(isComplete)) return explained;
    const { candidates, barred, lot = null } = explained;
    const wanted = { candidates: candidates.length + (barred?.length ?? 0), gone };
    const more = withDraws(await selectCustomers(warehouse, store, { ...select, wanted }), draws);
    selected = { ...more, lot, candidates: joined(explained, more) };
  }
}

const isComplete = ({ isFull, listed, next, campaign }: FilledList): boolean =>
  isFull && listed.length + next.length >= poolSize(campaign.listSize);

/** Those of the first selection as they are, and whom the second has beyond them. */
function joined(first: Selection, second: Selection): Selection['candidates'] {
  const known = new Set(first.candidates.map(({ customer_id: id }) => id));
  return [...first.candidates, ...second.candidates.filter(({ customer_id: id }) => !known.has(id))];
}
