import { addDays } from '../../../contracts/business-day.ts';
import type { SuppressedCustomer } from '../fill-list.ts';
import { noCampaign } from '../lister.ts';
import { byPriority, type SelectedCustomer } from '../selected-customer.ts';
import { type Lister, type Suppression, type SuppressionLimits, suppress } from '../suppress.ts';

export interface LeaveAloneRequest {
  readonly asOf: string;
  /** Places on the list. */
  readonly size: number;
  readonly limits: SuppressionLimits;
  /** Customers who are on another list of the date; none where left out. */
  readonly elsewhere?: ReadonlySet<string>;
  /** What the list has to do with a customer; left out: it draws nobody. */
  readonly listerOf?: (customer: SelectedCustomer) => Lister;
}

/** Whom a list takes, and whom it would have taken but must leave alone. */
export interface Taken {
  readonly listed: readonly SelectedCustomer[];
  readonly suppressed: readonly SuppressedCustomer[];
}

/** The first `size` by priority whom no rule leaves alone, and those above the last place whom one does. */
export function leaveAlone(customers: readonly SelectedCustomer[], request: LeaveAloneRequest): Taken {
  const listed: SelectedCustomer[] = [];
  const suppressed: SuppressedCustomer[] = [];
  for (const customer of [...customers].sort(byPriority)) {
    if (listed.length === request.size) break;
    const suppression = whyAlone(customer, request);
    if (suppression === null) listed.push(customer);
    else suppressed.push({ customer, suppression });
  }
  return { listed, suppressed };
}

/** The first rule that says to leave the customer alone, or that another list of the date holds them: one contact a date. */
export function whyAlone(
  customer: SelectedCustomer,
  { asOf, limits, elsewhere, listerOf = (one) => noCampaign(one, asOf) }: Omit<LeaveAloneRequest, 'size'>,
): Suppression | null {
  const rule = suppress(customer, listerOf(customer), limits);
  if (rule !== null || !elsewhere?.has(customer.customer_id)) return rule;
  const explanation = 'Stands on another list of this date';
  return { rule: 'on_another_list', explanation, until: addDays(asOf, 1) };
}
