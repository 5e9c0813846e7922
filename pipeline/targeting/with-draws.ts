import type { Draw } from './ledger-state.ts';
import type { Selection } from './select-customers.ts';
import type { SelectedCustomer } from './selected-customer.ts';

/** Customers with draws that they have got since the ledger was read. */
export function customersWithDraws(
  customers: readonly SelectedCustomer[],
  draws: readonly Draw[],
): SelectedCustomer[] {
  const added = byCustomer(draws);
  return customers.map((customer) => renewed(customer, added));
}

/** The selection with draws that its customers have got since the ledger was read. */
export function withDraws(selection: Selection, draws: readonly Draw[]): Selection {
  const added = byCustomer(draws);
  const renew = (customer: SelectedCustomer) => renewed(customer, added);
  const { candidates, gone, lot, barred, goneBarred } = selection;
  const explored = lot ? { lot: { ...lot, customers: lot.customers.map(renew) } } : {};
  return {
    ...selection,
    ...explored,
    candidates: candidates.map(renew),
    gone: gone.map(renew),
    ...(barred && { barred: barred.withDraws(added) }),
    ...(goneBarred && { goneBarred: goneBarred.withDraws(added) }),
  };
}

function byCustomer(draws: readonly Draw[]): Map<string, Draw[]> {
  const added = new Map<string, Draw[]>();
  for (const draw of draws) added.set(draw.customer_id, [...(added.get(draw.customer_id) ?? []), draw]);
  return added;
}

function renewed(customer: SelectedCustomer, added: ReadonlyMap<string, readonly Draw[]>): SelectedCustomer {
  const more = added.get(customer.customer_id);
  return more === undefined ? customer : { ...customer, draws: [...customer.draws, ...more] };
}
