import { noChannel } from '../../contracts/config/plays.ts';
import { explore } from './explore.ts';
import { type FilledList, type FillRequest, fillList, type ListedCustomer } from './fill-list.ts';
import { listerOf } from './lister.ts';
import type { Lot } from './lot.ts';
import { permitted } from './permitted.ts';
import { openRoom, takeRoom } from './play-room.ts';
import { holds } from './plays.ts';
import { byPriority, type SelectedCustomer } from './selected-customer.ts';
import { suppress } from './suppress.ts';

/** The lists of a date, and what became of those who are on none of them. */
export interface FilledLists
  extends Omit<FilledList, 'campaign' | 'next' | 'considered' | 'isFull' | 'last'> {
  /** Each campaign's list, in the order of the requests. */
  readonly lists: readonly FilledList[];
  /** Those of a lot whom no list takes and whom nothing speaks against contacting, for the first campaign. */
  readonly explored: readonly ListedCustomer[];
}

/**
 * Fills the list of each campaign in turn: whom the first does not take, the next may. So nobody is on two lists of a date,
 * and whoever is on none stands once, by what the first campaign that considered them found; where its plays do not answer a
 * customer and those of another do, which has no place left, they come after its list.
 */
export function fillLists(
  customers: readonly SelectedCustomer[],
  requests: readonly FillRequest[],
  lot: Lot | null = null,
): FilledLists {
  const lists: FilledList[] = [];
  const taken = new Set<string>();
  const room = openRoom(requests[0]?.room);
  for (const request of requests) {
    const free = customers.filter(({ customer_id: id }) => !taken.has(id));
    const filled = fillList(free, { ...request, room });
    for (const { play, customer } of filled.listed) {
      takeRoom(room, play?.name, customer.customer_id);
      taken.add(customer.customer_id);
    }
    lists.push(filled);
  }
  const leftAlone = lists[0]?.leftAlone.map(({ customer }) => customer.customer_id) ?? [];
  const explored =
    lot === null ? [] : explore(lot, { ...requests[0]!, room }, new Set([...taken, ...leftAlone]));
  const once = firstOnly(new Set([...taken, ...explored.map(({ customer }) => customer.customer_id)]));
  const beyond = new Set(
    requests.flatMap((request, i) =>
      lists[i]!.next.filter((customer) => isAnswered(customer, request)).map(({ customer_id: id }) => id),
    ),
  );
  const comesAfter = ({ customer_id: id }: SelectedCustomer) => beyond.has(id);
  return {
    lists,
    listed: lists.flatMap(({ listed }) => listed).sort(byPlace),
    explored,
    suppressed: once(
      lists.flatMap(({ suppressed }) => suppressed.filter(({ customer }) => !comesAfter(customer))),
      ({ customer }) => customer,
    ),
    unanswered: once(
      lists.flatMap(({ unanswered }) => unanswered.filter(({ customer }) => !comesAfter(customer))),
      ({ customer }) => customer,
    ),
    leftAlone: once(
      lists.flatMap(({ leftAlone }) => leftAlone),
      ({ customer }) => customer,
    ),
    notWorthContact: once(
      lists.flatMap(({ notWorthContact }) => notWorthContact.filter((one) => !comesAfter(one))),
      (customer) => customer,
    ),
  };
}

/** Whether no rule keeps a campaign from a customer, and it has a contact for them that pays, whatever their reasons are. */
function isAnswered(customer: SelectedCustomer, request: FillRequest): boolean {
  const { campaign, asOf, plays, limits, savedShare, learned = null } = request;
  if (suppress(customer, listerOf(customer, campaign, asOf), limits) !== null) return false;
  const answers = plays.filter((play) => play.when.length === 0 && holds(play.if, customer));
  return permitted(answers, customer, limits).some(
    ({ channel, cost }) =>
      channel !== noChannel && (learned !== null || cost < savedShare * customer.priority),
  );
}

const byPlace = (a: ListedCustomer, b: ListedCustomer): number => byPriority(a.customer, b.customer);

/** Keeps of each customer the first that is said, and nothing of those who are listed. */
function firstOnly(listed: ReadonlySet<string>) {
  const said = new Set(listed);
  return <One>(all: readonly One[], customerOf: (one: One) => SelectedCustomer): One[] =>
    all.filter((one) => {
      const { customer_id: id } = customerOf(one);
      if (said.has(id)) return false;
      said.add(id);
      return true;
    });
}
