import { noChannel } from '../../contracts/config/plays.ts';
import type { PricedPlay } from './contact-cost.ts';
import { drivesAway } from './expected-gain.ts';
import type { FillRequest, ListedCustomer } from './fill-list.ts';
import { listerOf } from './lister.ts';
import type { Lot } from './lot.ts';
import { permitted } from './permitted.ts';
import { hasRoom, openRoom, takeRoom } from './play-room.ts';
import { holds } from './plays.ts';
import { suppress } from './suppress.ts';

/**
 * Who of a lot is contacted for the first campaign of a date beside its list: whoever is on no list, is eligible and whom no
 * rule leaves alone. The contact is the cheapest whose conditions hold, whose channel the customer agreed to and that is not shown
 * to drive such customers away; whether it pays is what is to be learned.
 */
export function explore(
  lot: Pick<Lot, 'customers'>,
  request: FillRequest,
  listed: ReadonlySet<string>,
): ListedCustomer[] {
  const { campaign, asOf, limits } = request;
  const room = openRoom(request.room);
  return lot.customers.flatMap((customer) => {
    if (listed.has(customer.customer_id) || !holds(campaign.eligible ?? undefined, customer)) return [];
    const lister = listerOf(customer, campaign, asOf);
    if (suppress(customer, lister, limits) !== null) return [];
    const fitting = request.plays.filter((one) => holds(one.if, customer));
    const harmless = permitted(fitting, customer, limits).filter(
      (one) => !drivesAway(customer, one, request.learned) && hasRoom(room, one.name, customer.customer_id),
    );
    const play = fitting.some(mayLeaveAlone) ? null : cheapest(harmless);
    takeRoom(room, play?.name, customer.customer_id);
    return play === null ? [] : [{ customer, play, campaign, ledger: lister.ledger }];
  });
}

/** Reasons of a lot are not known: a play that leaves alone for one leaves alone whoever has the facts it asks for. */
const mayLeaveAlone = ({ channel, when, if: facts }: PricedPlay): boolean =>
  channel === noChannel && (when.length > 0 || facts !== undefined);

/** Null where none is a contact. */
const cheapest = (fitting: readonly PricedPlay[]): PricedPlay | null =>
  fitting
    .filter(({ channel }) => channel !== noChannel)
    .toSorted((a, b) => a.cost - b.cost || (a.name < b.name ? -1 : 1))[0] ?? null;
