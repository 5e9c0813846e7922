import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import { type ExplainRequest, explainListed } from './explain-listed.ts';
import { type FilledLists, fillLists } from './fill-lists.ts';
import { type Selection, type SelectionRequest, selectCustomers } from './select-customers.ts';

export interface ChooseRequest {
  readonly select: Omit<SelectionRequest, 'wanted'>;
  readonly explain: ExplainRequest;
  /** Customers gone that are wanted. */
  readonly gone: number;
}

/** Candidates looked at per place on the list, so that ranks can be redrawn among those just below it. */
const poolPerPlace = 2;

/**
 * Selects the customers from whom the lists are made, and gives those who make it onto the list their reasons. Where so
 * many are left alone by their plays that a list is not full, more candidates are looked at.
 */
export async function chooseListed(
  warehouse: Warehouse,
  store: ObjectStore,
  { select, explain, gone }: ChooseRequest,
): Promise<Selection> {
  const { fills } = explain;
  const size = fills.reduce((sum, { campaign }) => sum + campaign.listSize, 0);
  for (let perPlace = poolPerPlace; ; perPlace *= 2) {
    const wanted = { candidates: perPlace * size, gone };
    const selection = await selectCustomers(warehouse, store, { ...select, wanted });
    const explained = await explainListed(warehouse, store, selection, explain);
    const isAll = selection.candidates.length >= selection.standings.candidate;
    if (isAll || areFull(fillLists(explained.candidates, fills))) return explained;
  }
}

const areFull = ({ lists }: FilledLists): boolean => lists.every(({ isFull }) => isFull);
