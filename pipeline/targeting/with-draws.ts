import type { Draw } from './ledger-state.ts';
import type { Selection } from './select-customers.ts';
import type { SelectedCustomer } from './selected-customer.ts';

/** The selection with draws that its customers have got since the ledger was read. */
export function withDraws(selection: Selection, draws: readonly Draw[]): Selection {
  const added = new Map<string, Draw[]>();
  for (const draw of draws) added.set(draw.customer_id, [...(added.get(draw.customer_id) ?? []), draw]);
  const renew = (customer: SelectedCustomer): SelectedCustomer => {
    const more = added.get(customer.customer_id);
    return more === undefined ? customer : { ...customer, draws: [...customer.draws, ...more] };
  };
  const { candidates, gone, lot, barred, goneBarred } = selection;
  const renewed = lot ? { lot: { ...lot, customers: lot.customers.map(renew) } } : {};
  return {
    ...selection,
    ...renewed,
    candidates: candidates.map(renew),
    gone: gone.map(renew),
    ...(barred && { barred: barred.withDraws(added) }),
    ...(goneBarred && { goneBarred: goneBarred.withDraws(added) }),
  };
}
