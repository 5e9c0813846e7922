import { noChannel } from '../../contracts/config/plays.ts';
import type { PricedPlay } from './contact-cost.ts';
import { doNotDisturb } from './do-not-disturb.ts';
import type { FillRequest, ListedCustomer } from './fill-list.ts';
import { listerOf } from './lister.ts';
import type { Lot } from './lot.ts';
import { permitted } from './permitted.ts';
import { holds } from './plays.ts';
import { suppress } from './suppress.ts';

/**
 * Who of a lot is contacted for the first campaign of a date beside its list: whoever is on no list, is eligible and whom no
 * rule leaves alone. The contact is the cheapest whose conditions hold and whose channel the customer agreed to; whether it pays is what is to be learned.
 */
export function explore(
  lot: Pick<Lot, 'customers'>,
  request: FillRequest,
  listed: ReadonlySet<string>,
): ListedCustomer[] {
  const { campaign, asOf, limits } = request;
  return lot.customers.flatMap((customer) => {
    if (listed.has(customer.customer_id) || !holds(campaign.eligible ?? undefined, customer)) return [];
    const lister = listerOf(customer, campaign, asOf);
    if ((suppress(customer, lister, limits) ?? doNotDisturb(customer, request)) !== null) return [];
    const fitting = request.plays.filter((one) => holds(one.if, customer));
    const play = cheapest(permitted(fitting, customer, limits));
    return play === null ? [] : [{ customer, play, campaign, ledger: lister.ledger }];
  });
}

/** Null where a play says to leave such customers alone, or none is a contact. */
function cheapest(fitting: readonly PricedPlay[]): PricedPlay | null {
  if (fitting.some(({ channel, when, if: facts }) => channel === noChannel && when.length === 0 && facts))
    return null;
  const contacts = fitting.filter(({ channel }) => channel !== noChannel);
  return contacts.toSorted((a, b) => a.cost - b.cost || (a.name < b.name ? -1 : 1))[0] ?? null;
}
