import type { Campaign } from '../../contracts/campaign.ts';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import type { Judged, Place } from './barred.ts';
import { listerOf } from './lister.ts';
import { holds } from './plays.ts';
import { readCustomers } from './read-customers.ts';
import { countEligible, countStandings } from './select-customers.ts';
import { byPriority, type SelectedCustomer } from './selected-customer.ts';
import { type Suppression, type SuppressionLimits, type SuppressionRule, suppress } from './suppress.ts';

export interface ContactableRequest {
  readonly campaign: Campaign;
  readonly asOf: string;
  readonly asOfAt: string;
  readonly ranked: string;
  /** Further columns of the ranked scores, where gains are learned. */
  readonly learned?: readonly string[];
  /** The channels are those of the campaign's plays. */
  readonly limits: SuppressionLimits;
  /** Key prefix for rows on their way out of the warehouse; nothing stays there. */
  readonly prefix: string;
}

/** How many customers a rule leaves alone. */
export interface LeftAlone {
  readonly rule: SuppressionRule;
  readonly customers: number;
}

/** Whom of its candidates a campaign that has drawn nobody could contact. */
export interface Contactable {
  readonly candidates: number;
  readonly eligible: number;
  /** The first eligible ones by priority; all where there are not more. */
  readonly looked: number;
  /** Of those looked at: left alone until they, or the config, say otherwise; and left alone for now. */
  readonly barred: readonly LeftAlone[];
  readonly waiting: readonly LeftAlone[];
  /** Those whom nothing speaks against today, by priority. */
  readonly free: readonly Pick<SelectedCustomer, 'customer_id' | 'churn' | 'priority'>[];
}

/** More customers than this are taken to be left alone as often as the first ones are. */
const mostLooked = 20_000;

/**
 * Looks at the candidates as lists do, by the same rules. What the campaign itself has drawn and sent is not looked at: it is
 * planned from the start.
 */
export async function findContactable(
  warehouse: Warehouse,
  store: ObjectStore,
  { campaign, asOf, limits, ...request }: ContactableRequest,
): Promise<Contactable> {
  const { candidate } = await countStandings(warehouse, request.ranked);
  const eligible = campaign.eligible === null ? [] : [campaign.eligible];
  const context = { ...request, eligible, maxTouches: limits.maxTouchesPer90Days };
  const first = await readCustomers(warehouse, store, {
    ...context,
    standings: ['candidate'],
    limit: mostLooked,
  });
  const judged = judge(first, { campaign, asOf, limits });
  const rulesThat = (holds: (why: Suppression) => boolean) =>
    counted(judged.flatMap(({ why }) => (why !== null && holds(why) ? [why.rule] : [])));
  return {
    candidates: candidate,
    eligible: first.length < mostLooked ? first.length : await countEligible(warehouse, candidate, context),
    looked: first.length,
    barred: rulesThat(staysSo),
    waiting: rulesThat((why) => !staysSo(why)),
    free: judged.flatMap(({ customer, why }) => (why === null ? [customer] : [])),
  };
}

interface Judging {
  readonly campaign: Campaign;
  readonly asOf: string;
  readonly limits: SuppressionLimits;
}

/** Customers by priority, with why a campaign that has drawn nobody would leave them alone; null: it would not. */
const judge = (customers: readonly SelectedCustomer[], { campaign, asOf, limits }: Judging) =>
  customers.toSorted(byPriority).map((customer) => {
    const others = { draws: customer.draws.filter((draw) => draw.campaign !== campaign.name) };
    return { customer, why: suppress(customer, listerOf(others, campaign, asOf), limits) };
  });

/** Whom a campaign draws sooner or later, and whether a rule leaves them alone for now. */
export interface EverContactable extends Place {
  readonly waits: boolean;
}

/**
 * Those for whom a campaign is and whom no rule leaves alone for good, by priority.
 * @param barred others for whom it is, whom it leaves alone for now or for good
 */
export function everContactable(
  customers: readonly SelectedCustomer[],
  judging: Judging,
  barred: Iterable<Judged> = [],
): readonly EverContactable[] {
  const own = customers.filter((customer) => holds(judging.campaign.eligible ?? undefined, customer));
  const places = judge(own, judging).flatMap(({ customer: { customer_id, priority }, why }) =>
    why !== null && staysSo(why) ? [] : [{ customer_id, priority, waits: why !== null }],
  );
  for (const { why, ...place } of barred) if (!staysSo(why)) places.push({ ...place, waits: true });
  return places.sort(byPriority);
}

/** A complaint that waits for its answer has no date at which it will be over, and will be. */
const staysSo = ({ rule, until }: Suppression): boolean => until === null && rule !== 'open_escalation';

function counted(rules: readonly SuppressionRule[]): LeftAlone[] {
  const counts = new Map<SuppressionRule, number>();
  for (const rule of rules) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return [...counts]
    .map(([rule, customers]) => ({ rule, customers }))
    .sort((a, b) => b.customers - a.customers || (a.rule < b.rule ? -1 : 1));
}
