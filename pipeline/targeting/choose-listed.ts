import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import { type ExplainRequest, explainListed } from './explain-listed.ts';
import { fillList } from './fill-list.ts';
import { type Selection, type SelectionRequest, selectCustomers } from './select-customers.ts';

export interface ChooseRequest {
  readonly select: Omit<SelectionRequest, 'wanted'>;
  readonly explain: ExplainRequest;
}

/** Candidates looked at per place on the list, so that ranks can be redrawn among those just below it. */
const poolPerPlace = 2;

/**
 * Selects the customers from whom the lists are made, and gives those who make it onto the list their reasons. Where so
 * many are left alone by their plays that the list is not full, more candidates are looked at.
 */
export async function chooseListed(
  warehouse: Warehouse,
  store: ObjectStore,
  { select, explain }: ChooseRequest,
): Promise<Selection> {
  const { size } = explain.fill;
  for (let perPlace = poolPerPlace; ; perPlace *= 2) {
    const wanted = { candidates: perPlace * size, gone: size };
    const selection = await selectCustomers(warehouse, store, { ...select, wanted });
    const explained = await explainListed(warehouse, store, selection, explain);
    const isAll = selection.candidates.length >= selection.standings.candidate;
    if (isAll || fillList(explained.candidates, explain.fill).listed.length >= size) return explained;
  }
}
