import type { Campaign } from '../../contracts/campaign.ts';
import { allocate } from '../../models/uplift.ts';
import type { PricedPlay } from './contact-cost.ts';
import type { Draw, LedgerState } from './ledger-state.ts';
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
  /** What the campaign has spent on earlier lists. */
  readonly spent: Spend;
  /** Share of what can be saved (the priority) that a contact is expected to save. */
  readonly savedShare: number;
  /** What plays with a capacity can still do this week; left out: anything. */
  readonly room?: Omit<PlayRoom, 'unknown'>;
}

/**
 * Of customers who may be listed those whose contacts win most for the campaign's budget and the places of the list, in
 * their order. The budget of a campaign is that of all its lists: whom it drew before is paid for and listed first, with the play
 * that was drawn where it still fits. That of the standing campaign, which never ends, is of each list.
 */
export function withinBudget<One extends Listable>(
  customers: readonly One[],
  { campaign, spent, savedShare, ...request }: BudgetRequest,
): One[] {
  const { strata, riskStrata } = campaign.holdout;
  const isRanked = (draw: Draw | null) => draw !== null && !(draw.stratum > strata * riskStrata); // behind these: explored
  const isPaid = ({ ledger }: One) => campaign.starts !== null && isRanked(ledger.drawn);
  const listed = new Set(customers.filter(isPaid).slice(0, campaign.listSize));
  const drawn = new Map([...listed].map((one) => [one, asDrawn(one)]));
  const others = customers.filter((one) => !isPaid(one));
  const resources = resourcesOf(campaign.budget ?? {}, spent);
  const room = openRoom(request.room);
  for (const { play, customer } of drawn.values()) takeRoom(room, play?.name, customer.customer_id);
  const contacted = 1 - campaign.holdout.share;
  const choices = others.flatMap((one, customer) =>
    choicesOf(one, savedShare).map((choice) => ({ ...choice, customer })),
  );
  const offers = choices.map(({ customer, play, profit }) => {
    const contact = { cost: play?.cost ?? 0, minutes: play?.minutes ?? 0, channel: play?.channel ?? null };
    const takes = resources.map(({ taken }) => contacted * taken(contact));
    const id = others[customer]!.customer.customer_id;
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

/** The contact that is paid for. */
const asDrawn = <One extends Listable>(one: One): One =>
  withChoice(
    one,
    one.choices?.find(({ play }) => play.name === one.ledger.drawn?.play),
  );

/** Where another play than the best fits the budget, or was drawn, it is the one proposed. */
function withChoice<One extends Listable>(one: One, chosen: Offered | undefined): One {
  if (one.choices === undefined || chosen === undefined || chosen.play === one.play) return one;
  return { ...one, play: chosen.play, customer: { ...one.customer, priority: chosen.profit } };
}
