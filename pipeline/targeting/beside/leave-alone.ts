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
  /** A rule of the list's own, after all others. */
  readonly also?: (customer: SelectedCustomer) => Suppression | null;
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

/** The first rule that says to leave the customer alone. */
export function whyAlone(
  customer: SelectedCustomer,
  request: Omit<LeaveAloneRequest, 'size'>,
): Suppression | null {
  const { asOf, limits, also, listerOf = (one) => noCampaign(one, asOf) } = request;
  return (
    suppress(customer, listerOf(customer), limits) ??
    onAnotherList(customer, request) ??
    also?.(customer) ??
    null
  );
}

/** One contact a date. */
function onAnotherList(
  { customer_id: id }: SelectedCustomer,
  { asOf, elsewhere }: Pick<LeaveAloneRequest, 'asOf' | 'elsewhere'>,
): Suppression | null {
  if (!elsewhere?.has(id)) return null;
  const explanation = 'Is on another list of this date';
  return { rule: 'on_another_list', explanation, until: addDays(asOf, 1) };
}
