import type { Campaign } from '../../contracts/campaign.ts';
import { allocate } from '../../models/uplift.ts';
import type { PricedPlay } from './contact-cost.ts';
import type { LedgerState } from './ledger-state.ts';
import type { ListedAgain } from './listed-again.ts';
import { type OpenRoom, openRoom, type PlayRoom, takenBy, takeRoom } from './play-room.ts';
import type { Choice } from './propose-best.ts';
import { resourcesOf, type Spend } from './spend.ts';

/** A customer who may be listed, with the play that is proposed. */
interface Listable {
  readonly customer: { readonly customer_id: string; readonly priority: number };
  readonly play: PricedPlay | null;
  readonly ledger: Pick<LedgerState, 'drawn'>;
  /** Contacts that pay, where gains are learned: the budget decides which of them is proposed. */
  readonly choices?: readonly Choice[];
}

export interface BudgetRequest {
  readonly campaign: Campaign;
  readonly asOf: string;
  /** What the campaign has spent on earlier lists. */
  readonly spent: Spend;
  /** Whom an earlier wave drew and a list of this one contacts anew, with the play: they are in `spent`. Left out: nobody. */
  readonly paid?: ListedAgain['paid'];
  /** Share of what can be saved (the priority) that a contact is expected to save. */
  readonly savedShare: number;
  /** What plays with a capacity can still do this week; left out: anything. */
  readonly room?: Omit<PlayRoom, 'unknown'>;
}

/**
 * Of customers who may be listed those whose contacts win most for the campaign's budget and the places of the list, in
 * their order. The budget of a campaign is that of all its lists: whom it drew or listed before in the same wave is paid for and
 * listed first, with that play where it still fits; another wave contacts anew, and pays anew. That of the standing campaign,
 * which never ends, is of each list.
 */
export function withinBudget<One extends Listable>(customers: readonly One[], request: BudgetRequest): One[] {
  const { campaign, spent, savedShare, asOf } = request;
  const isPaid = (one: One) => paidFor(one, request) !== undefined;
  const listed = new Set(customers.filter(isPaid).slice(0, campaign.listSize));
  const drawn = new Map([...listed].map((one) => [one, withPlay(one, paidFor(one, request))]));
  const others = customers.filter((one) => !isPaid(one));
  const resources = resourcesOf(campaign.budget ?? {}, spent);
  const room = openRoom(request.room);
  for (const { play, customer } of drawn.values()) takeRoom(room, play?.name, customer.customer_id);
  const choices = others.flatMap((one, customer) =>
    choicesOf(one, savedShare).map((choice) => ({ ...choice, customer })),
  );
  const offers = choices.map(({ customer, play, profit }) => {
    const contact = { cost: play?.cost ?? 0, minutes: play?.minutes ?? 0, channel: play?.channel ?? null };
    const one = others[customer]!;
    const contacted = isDrawnBefore(one, asOf) ? 1 : 1 - campaign.holdout.share;
    const takes = resources.map(({ taken }) => contacted * taken(contact));
    const id = one.customer.customer_id;
    return { customer, profit, takes: [1, ...takes, ...takenOf(room, play, id)] };
  });
  const limits = [
    campaign.listSize - listed.size,
    ...resources.map(({ left }) => left),
    ...room.left.values(),
  ];
  const chosen = new Map<One, Offered>();
  for (const i of allocate(offers, limits).taken) chosen.set(others[choices[i]!.customer]!, choices[i]!);
  return customers
    .filter((one) => listed.has(one) || chosen.has(one))
    .map((one) => drawn.get(one) ?? withChoice(one, chosen.get(one)));
}

/** The play that is paid for in the wave of the list; undefined: none is, null: a contact by no play that is known. */
export function paidFor(
  { customer, ledger: { drawn } }: Listable,
  { campaign, paid }: Pick<BudgetRequest, 'campaign' | 'paid'>,
): string | null | undefined {
  const { starts, waveSpan, holdout } = campaign;
  if (starts === null || drawn === null) return undefined;
  const isRanked = !(drawn.stratum > holdout.strata * holdout.riskStrata); // behind these: explored
  const isOfWave = waveSpan === null || (waveSpan.starts <= drawn.as_of && drawn.as_of <= waveSpan.ends);
  return isRanked && isOfWave ? (drawn.play ?? null) : paid?.get(customer.customer_id);
}

/** Whoever another date drew and who may be listed is contacted for certain; of the others some are held out. */
export const isDrawnBefore = ({ ledger: { drawn } }: Pick<Listable, 'ledger'>, asOf: string): boolean =>
  drawn !== null && drawn.as_of !== asOf;

/** What a contact takes of each play with a capacity. */
const takenOf = (room: OpenRoom, play: PricedPlay | null, customer: string): number[] =>
  [...room.left.keys()].map((name) => (name === play?.name ? takenBy(room, name, customer) : 0));

/** A contact, or one whose play is not known yet. */
interface Offered {
  readonly play: PricedPlay | null;
  readonly profit: number;
}

const choicesOf = ({ choices, play, customer }: Listable, savedShare: number): readonly Offered[] =>
  choices ?? [{ play, profit: savedShare * customer.priority - (play?.cost ?? 0) }];

/** With the contact that is paid for, where it still fits. */
const withPlay = <One extends Listable>(one: One, name: string | null | undefined): One =>
  withChoice(
    one,
    one.choices?.find(({ play }) => play.name === name),
  );

/** Where another play than the best fits the budget, or was drawn, it is the one proposed. */
function withChoice<One extends Listable>(one: One, chosen: Offered | undefined): One {
  if (one.choices === undefined || chosen === undefined || chosen.play === one.play) return one;
  return { ...one, play: chosen.play, customer: { ...one.customer, priority: chosen.profit } };
}
