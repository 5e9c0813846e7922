import type { PricedPlay } from './contact-cost.ts';
import { proposePlay } from './plays.ts';
import type { SelectedCustomer } from './selected-customer.ts';
import { byPriority } from './selected-customer.ts';
import { type Suppression, type SuppressionLimits, suppress } from './suppress.ts';

export interface SuppressedCustomer {
  readonly customer: SelectedCustomer;
  readonly suppression: Suppression;
}

/** A customer on the list with the play that is proposed; none where no play answers, or reasons are not known yet. */
export interface ListedCustomer {
  readonly customer: SelectedCustomer;
  readonly play: PricedPlay | null;
}

export interface FillRequest {
  readonly size: number;
  readonly limits: SuppressionLimits;
  readonly plays: readonly PricedPlay[];
  /** Share of what can be saved (the priority) that a contact is expected to save. */
  readonly savedShare: number;
}

/** A list filled from the top: who is on it, who would be but is not, and who comes after its last place. */
export interface FilledList {
  readonly listed: readonly ListedCustomer[];
  /** Left alone by a rule. */
  readonly suppressed: readonly SuppressedCustomer[];
  /** Left alone on purpose: that is their play. */
  readonly leftAlone: readonly SuppressedCustomer[];
  /** Customers whom every fitting contact would cost more than it can save. */
  readonly notWorthContact: readonly SelectedCustomer[];
  /** Those below the last place who may be contacted, in order. */
  readonly next: readonly SelectedCustomer[];
}

/**
 * Goes down the customers by priority until the list is full. Whoever is not to be contacted gives the place to the next;
 * below the last place nobody counts as left alone. A customer without reasons yet takes a place until they are known.
 */
export function fillList(customers: readonly SelectedCustomer[], request: FillRequest): FilledList {
  const filled = { listed: [], suppressed: [], leftAlone: [], notWorthContact: [], next: [] } as {
    listed: ListedCustomer[];
    suppressed: SuppressedCustomer[];
    leftAlone: SuppressedCustomer[];
    notWorthContact: SelectedCustomer[];
    next: SelectedCustomer[];
  };
  for (const customer of [...customers].sort(byPriority)) {
    const suppression = suppress(customer, request.limits);
    const isFull = filled.listed.length >= request.size;
    if (isFull && suppression === null) filled.next.push(customer);
    else if (isFull) continue;
    else if (suppression !== null) filled.suppressed.push({ customer, suppression });
    else place(customer, request, filled);
  }
  return filled;
}

function place(
  customer: SelectedCustomer,
  { plays, savedShare }: FillRequest,
  filled: {
    listed: ListedCustomer[];
    leftAlone: SuppressedCustomer[];
    notWorthContact: SelectedCustomer[];
  },
): void {
  if (customer.reasons === null) {
    filled.listed.push({ customer, play: null });
    return;
  }
  const proposal = proposePlay(plays, {
    reasonGroups: customer.reasons.map(({ group }) => group),
    facts: customer,
    saves: savedShare * customer.priority,
  });
  if (proposal.kind === 'leave') {
    const suppression = { rule: 'left_alone', explanation: proposal.play.name } as const;
    filled.leftAlone.push({ customer, suppression });
  } else if (proposal.kind === 'costs-more') filled.notWorthContact.push(customer);
  else filled.listed.push({ customer, play: proposal.play });
}
