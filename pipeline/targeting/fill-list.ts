import { addDays } from '../../contracts/business-day.ts';
import type { Campaign } from '../../contracts/campaign.ts';
import type { PricedPlay } from './contact-cost.ts';
import { expectedGain } from './expected-gain.ts';
import { isElsewhere, isInvited } from './kept-since.ts';
import type { Learned } from './learned.ts';
import type { LedgerState } from './ledger-state.ts';
import type { ListedAgain } from './listed-again.ts';
import { listerOf } from './lister.ts';
import { permissionBy } from './permission.ts';
import { permitted } from './permitted.ts';
import { hasRoom, type OpenRoom, openRoom, type PlayRoom, takeRoom } from './play-room.ts';
import { holds, proposePlay } from './plays.ts';
import { type BestProposal, type Choice, proposeBest } from './propose-best.ts';
import type { SelectedCustomer } from './selected-customer.ts';
import { byPriority } from './selected-customer.ts';
import type { Spend } from './spend.ts';
import { type Suppression, type SuppressionLimits, suppress } from './suppress.ts';
import { withinBudget } from './within-budget.ts';

export interface SuppressedCustomer {
  readonly customer: SelectedCustomer;
  readonly suppression: Suppression;
}

/** A customer on a list with the play that is proposed; none where reasons are not known yet. */
export interface ListedCustomer {
  readonly customer: SelectedCustomer;
  readonly play: PricedPlay | null;
  readonly campaign: Campaign;
  /** What the ledger says of the customer for this campaign. */
  readonly ledger: LedgerState;
  /** Where gains are learned: the contacts that pay, the best first. */
  readonly choices?: readonly Choice[];
}

/** How the list of one campaign is filled. */
export interface FillRequest {
  readonly campaign: Campaign;
  readonly asOf: string;
  readonly limits: SuppressionLimits;
  /** The campaign's plays. */
  readonly plays: readonly PricedPlay[];
  /** Share of what can be saved (the priority) that a contact is expected to save. */
  readonly savedShare: number;
  /** What the campaign has spent on earlier lists. */
  readonly spent: Spend;
  /** Whom an earlier wave drew and a list of this one contacts anew, with the play; left out: nobody. */
  readonly paid?: ListedAgain['paid'];
  /** What plays with a capacity can still do this week; left out: anything. */
  readonly room?: Omit<PlayRoom, 'unknown'>;
  /** What finished campaigns taught of who gains; null or left out: value at risk ranks. */
  readonly learned?: Learned | null;
}

/** A list filled from the top: who is on it, who would be but is not, and who comes after its last place. */
export interface FilledList {
  readonly campaign: Campaign;
  readonly listed: readonly ListedCustomer[];
  /** Whose reasons decide who is listed: those listed, and with a budget those it chooses from. */
  readonly considered: readonly SelectedCustomer[];
  /** No more customers than these would change the list. */
  readonly isFull: boolean;
  /** Whose place made it full: nobody after them counts as left alone; null: it is not full. */
  readonly last: SelectedCustomer | null;
  /** Left alone by a rule. */
  readonly suppressed: readonly SuppressedCustomer[];
  /** Left alone on purpose: that is their play. */
  readonly leftAlone: readonly SuppressedCustomer[];
  /** Customers whom every fitting contact would cost more than it can save. */
  readonly notWorthContact: readonly SelectedCustomer[];
  /** Customers whom none of the plays answers. */
  readonly unanswered: readonly SuppressedCustomer[];
  /** Those beyond the list's places and budget who may be contacted, in order. */
  readonly next: readonly SelectedCustomer[];
}

/** A list before a budget chooses. */
interface FilledPlaces extends FilledList {
  /** Those left out because others took what their play can make: whoever is not chosen gives it back. */
  readonly waiting: readonly ListedCustomer[];
}

/** The same while it is filled. */
type Filling = {
  -readonly [Part in keyof FilledPlaces]: FilledPlaces[Part] extends readonly (infer One)[]
    ? One[]
    : FilledPlaces[Part];
};

/** Candidates from whom a budget chooses, for each place on the list. */
const choicePerPlace = 2;

/**
 * Goes down the customers by priority until the list is full. Whoever is not to be contacted gives the place to the next;
 * below the last place nobody counts as left alone. A customer without reasons yet takes a place until they are known.
 * Under a budget, or where gains are learned, twice as many are looked at, and those win a place whose contacts win most
 * for it: only the play that a customer gets says what its contact is expected to win. Whose play was taken by others stands
 * for choice as well, and is left out for that where those who are listed have left none of it.
 */
export function fillList(customers: readonly SelectedCustomer[], request: FillRequest): FilledList {
  const { listSize } = request.campaign;
  const places = isChosen(request) ? choicePerPlace * listSize : listSize;
  const { waiting, ...filled } = fillPlaces(customers, places, request);
  if (!isChosen(request)) return filled;
  const isExplained = filled.listed.every(({ customer }) => customer.reasons !== null);
  const inTurn = inTurnOf(customers);
  const free = [...filled.listed, ...waiting]
    .filter(({ customer }) => !isElsewhere(customer, request))
    .sort((a, b) => inTurn(a.customer, b.customer));
  const listed = isExplained ? inOrder(withinBudget(free, request), request) : free.slice(0, listSize);
  const chosen = new Set(listed.map(({ customer }) => customer.customer_id));
  const isPassedOver = passedOverBy(listed, request);
  const suppressed = filled.suppressed.filter(
    ({ customer, suppression }) => !chosen.has(customer.customer_id) && !isPassedOver(customer, suppression),
  );
  const kept = new Set(suppressed.map(({ customer }) => customer));
  const others = [...filled.considered, ...filled.suppressed.map(({ customer }) => customer)]
    .filter((customer) => !chosen.has(customer.customer_id) && !kept.has(customer))
    .sort(inTurn);
  return { ...filled, listed, suppressed, next: [...others, ...filled.next] };
}

/** In the order in which customers are gone down, whatever priority they have been given since. */
function inTurnOf(customers: readonly SelectedCustomer[]) {
  const turns = new Map([...customers].sort(byPriority).map(({ customer_id: id }, turn) => [id, turn]));
  return (a: SelectedCustomer, b: SelectedCustomer) => turns.get(a.customer_id)! - turns.get(b.customer_id)!;
}

/**
 * Of customers whose play others had taken, those whose play has room left now that the list is chosen: they come after it like
 * whoever has no place.
 */
function passedOverBy(listed: readonly ListedCustomer[], request: FillRequest) {
  const room = openRoom(request.room);
  for (const { play, customer } of listed) takeRoom(room, play?.name, customer.customer_id);
  return (customer: SelectedCustomer, { rule }: Suppression): boolean =>
    rule === 'play_full' && proposeWithin(customer, playsFor(customer, request), room).full === null;
}

/** Whether twice as many are looked at as there are places. */
const isChosen = ({ campaign, learned = null }: FillRequest): boolean =>
  campaign.budget !== null || learned !== null;

/** By learned gains each customer's play decides the place. */
const inOrder = (listed: readonly ListedCustomer[], { learned = null }: FillRequest): ListedCustomer[] =>
  learned === null ? [...listed] : listed.toSorted((a, b) => byPriority(a.customer, b.customer));

function fillPlaces(
  customers: readonly SelectedCustomer[],
  places: number,
  request: FillRequest,
): FilledPlaces {
  const { campaign, asOf, limits } = request;
  const chooses = isChosen(request);
  const room = openRoom(request.room);
  const filled: Filling = {
    campaign,
    listed: [],
    considered: [],
    isFull: false,
    last: null,
    suppressed: [],
    leftAlone: [],
    notWorthContact: [],
    unanswered: [],
    next: [],
    waiting: [],
  };
  for (const customer of [...customers].sort(byPriority)) {
    if (!holds(campaign.eligible ?? undefined, customer)) continue;
    const lister = listerOf(customer, campaign, asOf);
    const suppression = suppress(customer, lister, limits);
    const isLookedAt = suppression === null || (chooses ? isElsewhere : isInvited)(customer, request);
    if (filled.listed.length >= places) {
      if (isLookedAt) filled.next.push(customer);
    } else if (!isLookedAt) filled.suppressed.push({ customer, suppression });
    else
      place(customer, { ledger: lister.ledger, kept: chooses ? null : suppression, room }, request, filled);
    if (filled.listed.length === places) filled.last ??= customer;
  }
  return {
    ...filled,
    considered: filled.listed.map(({ customer }) => customer),
    isFull: filled.listed.length >= places,
  };
}

interface Placing {
  readonly ledger: LedgerState;
  /** Whoever would be listed is not: a draw of this very date keeps them. */
  readonly kept: Suppression | null;
  /** What is left of the plays' capacities; the contact that is planned is taken from it. */
  readonly room: OpenRoom;
}

function place(
  customer: SelectedCustomer,
  { ledger, kept, room }: Placing,
  request: FillRequest,
  filled: Filling,
): void {
  const { campaign, limits } = request;
  const fitting = request.plays.filter((play) => holds(play.if, customer));
  if (fitting.length === 0) {
    filled.unanswered.push(unanswered(customer));
    return;
  }
  const plays = permitted(fitting, customer, limits);
  if (plays.length === 0) {
    filled.suppressed.push(notBy(fitting[0]!, customer, limits));
    return;
  }
  if (customer.reasons === null) {
    filled.listed.push({ customer, play: null, campaign, ledger });
    return;
  }
  const { proposal, choices, full } = proposeWithin(customer, { ...request, plays }, room);
  if (full !== null) {
    filled.suppressed.push({ customer, suppression: full });
    const before = proposeWithin(customer, { ...request, plays }, openRoom(request.room));
    if (before.full === null)
      filled.waiting.push({
        ...withProfit(customer, before.choices),
        play: before.proposal.play,
        campaign,
        ledger,
      });
  } else if (proposal.kind === 'leave') {
    const suppression = { rule: 'left_alone', explanation: proposal.play.name, until: null } as const;
    filled.leftAlone.push({ customer, suppression });
  } else if (proposal.kind === 'costs-more') filled.notWorthContact.push(customer);
  else if (proposal.kind === 'no-play') {
    const { play } = propose(customer, { ...request, plays: fitting }).proposal;
    if (play === null) filled.unanswered.push(unanswered(customer));
    else filled.suppressed.push(notBy(play, customer, limits));
  } else if (kept !== null) filled.suppressed.push({ customer, suppression: kept });
  else {
    filled.listed.push({ ...withProfit(customer, choices), play: proposal.play, campaign, ledger });
    takeRoom(room, proposal.play?.name, customer.customer_id);
  }
}

/** The campaign's plays that may be proposed to a customer. */
function playsFor(customer: SelectedCustomer, request: FillRequest): FillRequest {
  const fitting = request.plays.filter((play) => holds(play.if, customer));
  return { ...request, plays: permitted(fitting, customer, request.limits) };
}

/** What to do about a customer by plays that have a contact left; `full` where one would be made and none has. */
function proposeWithin(
  customer: SelectedCustomer,
  request: FillRequest,
  room: OpenRoom,
): BestProposal & { readonly full: Suppression | null } {
  const wanted = propose(customer, request);
  if (wanted.proposal.kind !== 'contact') return { ...wanted, full: null };
  const plays = request.plays.filter(({ name }) => hasRoom(room, name, customer.customer_id));
  const found = propose(customer, { ...request, plays });
  return { ...found, full: found.proposal.kind === 'contact' ? null : fullOf(wanted.proposal.play, request) };
}

/** Whose play has no contact left, and nothing else that pays answers them: those with more to save came first. */
const fullOf = ({ name, perWeek }: PricedPlay, { asOf }: FillRequest): Suppression => ({
  rule: 'play_full',
  explanation: `${name} can make ${perWeek} ${perWeek === 1 ? 'contact' : 'contacts'} a week, and the rest of them went to other customers`,
  until: addDays(asOf, 7),
});

/** A customer whose play goes through a channel that may not be used. */
function notBy(
  { channel }: PricedPlay,
  customer: SelectedCustomer,
  limits: SuppressionLimits,
): SuppressedCustomer {
  const permission = permissionBy(channel, customer, limits);
  if ('ground' in permission) throw new TypeError(`${channel} may be used`);
  return { customer, suppression: { ...permission, until: null } };
}

/** By rules where value at risk ranks; where gains are learned by what each play is expected to win. */
function propose(customer: SelectedCustomer, request: FillRequest): BestProposal {
  const reasonGroups = customer.reasons!.map(({ group }) => group);
  const { plays, savedShare, learned = null } = request;
  if (learned !== null) {
    const saves = (play: PricedPlay) => expectedGain(customer, play, request);
    return proposeBest(plays, { reasonGroups, facts: customer, saves });
  }
  const saves = savedShare * customer.priority;
  return { proposal: proposePlay(plays, { reasonGroups, facts: customer, saves }), choices: [] };
}

/** Where gains are learned the list is ordered by what the contacts are expected to win. */
const withProfit = (customer: SelectedCustomer, choices: readonly Choice[]) =>
  choices.length === 0 ? { customer } : { customer: { ...customer, priority: choices[0]!.profit }, choices };

/** Whom nobody knows what to say to is not on a list, where a contact that nobody planned would cost nothing. */
const unanswered = (customer: SelectedCustomer): SuppressedCustomer => ({
  customer,
  suppression: {
    rule: 'no_play',
    explanation: 'No play fits the reasons and the facts',
    until: null,
  },
});
