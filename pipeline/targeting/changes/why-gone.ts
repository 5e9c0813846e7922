import type { Campaign } from '../../../contracts/campaign.ts';
import type { FillRequest } from '../fill-list.ts';
import { isInvited } from '../kept-since.ts';
import { listerOf } from '../lister.ts';
import { holds } from '../plays.ts';
import type { Standing } from '../rank.ts';
import type { Selection } from '../select-customers.ts';
import type { SelectedCustomer } from '../selected-customer.ts';
import { type Suppression, suppress } from '../suppress.ts';
import type { ListBefore, ListedBefore } from './list-before.ts';

/** Why a list says something else of a customer than the one before. */
export interface Why {
  readonly why: string;
  readonly explanation: string;
}

/** What became of those who are on no list now. */
export interface Outcome {
  readonly asOf: string;
  readonly fills: readonly FillRequest[];
  readonly selection: Pick<Selection, 'candidates' | 'barred' | 'isWhole'>;
  /** Those of the list before who were looked at. */
  readonly lookedAt: LookedAt;
  /** Drawn into the held-out arm by the lists of this date: campaign, by customer. */
  readonly heldOut: ReadonlyMap<string, string>;
  /** Left alone, with the rule. */
  readonly leftAlone: ReadonlyMap<string, Why>;
  /** Whom every fitting contact would cost more than it can save. */
  readonly notWorthContact: ReadonlySet<string>;
}

/** Customers of the list before, as far as they were looked at for a list now. */
export interface LookedAt {
  readonly customers: ReadonlyMap<string, SelectedCustomer>;
  /** Of each campaign, in their order, those left alone whatever is drawn; null: it is not for them. */
  readonly barred: readonly ReadonlyMap<string, Suppression | null>[];
  /** The least priority that was looked at. */
  readonly lowest: number;
}

/** @param ids customers of the list before */
export function lookAt(
  ids: ReadonlySet<string>,
  { fills, selection: { candidates, barred } }: Pick<Outcome, 'fills' | 'selection'>,
): LookedAt {
  let lowest = barred?.lowest() ?? Number.POSITIVE_INFINITY;
  for (const { priority } of candidates) lowest = Math.min(lowest, priority);
  return {
    customers: new Map(
      candidates.flatMap((one) => (ids.has(one.customer_id) ? [[one.customer_id, one] as const] : [])),
    ),
    barred: fills.map((_, list) => barred?.rulesFor(list, ids) ?? new Map()),
    lowest,
  };
}

/**
 * Why a customer of the list before is on none now; null where the customer is scored no longer. What was decided of the
 * customer comes first, then where the scores put them, then the place on the list.
 */
export function whyGone(
  id: string,
  listed: ListedBefore,
  before: Pick<ListBefore, 'standings'>,
  outcome: Outcome,
): Why | null {
  const now = before.standings.get(id);
  if (now === undefined) return null;
  const drawn = outcome.heldOut.get(id);
  if (drawn !== undefined)
    return { why: 'held_out', explanation: `Drawn on this date to be held out from the campaign ${drawn}` };
  const fill = outcome.fills.find(({ campaign }) => campaign.name === listed.campaign);
  if (fill === undefined)
    return {
      why: 'campaign_over',
      explanation: `The campaign ${listed.campaign} makes no list on this date`,
    };
  const left = outcome.leftAlone.get(id);
  if (left !== undefined) return ruleOf(id, fill, outcome) ?? left;
  const standing = words[now.standing];
  if (listed.explored && standing?.isGone !== true)
    return { why: 'drawn_by_lot', explanation: 'Was contacted at random, and was not drawn again' };
  if (standing !== undefined) return { why: now.standing, explanation: standing.says };
  return whyNoPlace(id, now.priority, fill, outcome);
}

/**
 * The rule by which the campaign that listed the customer leaves them alone now: of several lists of a date the first may do so by
 * another, that the customer is drawn by this one, say. Null where it has none, or is not for them.
 */
function ruleOf(id: string, fill: FillRequest, { asOf, lookedAt, fills }: Outcome): Why | null {
  const { campaign, limits } = fill;
  const rule = lookedAt.barred[fills.indexOf(fill)]?.get(id);
  if (rule) return { why: rule.rule, explanation: rule.explanation };
  const customer = lookedAt.customers.get(id);
  if (rule === null || customer === undefined || !isFor(campaign, customer)) return null;
  const suppression = suppress(customer, listerOf(customer, campaign, asOf), limits);
  return suppression === null || isInvited(customer, fill)
    ? null
    : { why: suppression.rule, explanation: suppression.explanation };
}

const isFor = ({ eligible }: Campaign, customer: SelectedCustomer): boolean =>
  holds(eligible ?? undefined, customer);

/** A candidate who may be contacted as far as the scores are concerned. */
function whyNoPlace(id: string, priority: number, fill: FillRequest, outcome: Outcome): Why {
  const { lookedAt, notWorthContact, fills } = outcome;
  const { campaign } = fill;
  const rule = ruleOf(id, fill, outcome);
  if (rule !== null) return rule;
  const customer = lookedAt.customers.get(id);
  if (lookedAt.barred[fills.indexOf(fill)]?.get(id) === null) return notEligible;
  if (customer === undefined) return isPassedOver(priority, campaign, outcome) ? notEligible : beyond;
  if (!isFor(campaign, customer)) return notEligible;
  return notWorthContact.has(id) ? notWorth : beyond;
}

/** Only eligible candidates are selected, the first by priority. */
function isPassedOver(
  priority: number,
  { eligible }: Campaign,
  { selection: { isWhole }, lookedAt: { lowest } }: Outcome,
): boolean {
  if (eligible === null) return false;
  return isWhole || lowest < priority;
}

const notEligible: Why = {
  why: 'not_eligible',
  explanation: 'Is no longer eligible for the campaign',
};

const beyond: Why = { why: 'beyond_list_size', explanation: 'Ranks below the last place on the list' };

const notWorth: Why = {
  why: 'not_worth_contact',
  explanation: 'A contact would cost more than it is expected to save',
};

const words: Readonly<Partial<Record<Standing, { readonly says: string; readonly isGone?: true }>>> = {
  beyond_lookback: {
    says: 'Counts as gone: not seen within the look-back, or the contract ended',
    isGone: true,
  },
  above_gone_probability: { says: 'Counts as gone: too likely to have left already', isGone: true },
  nothing_at_risk: { says: 'No value is at risk any more' },
  below_risk: { says: 'Is no longer above the probability of leaving from which customers are listed' },
  below_value: { says: 'Is no longer a high-value customer' },
  not_worth_contact: { says: notWorth.explanation },
};
