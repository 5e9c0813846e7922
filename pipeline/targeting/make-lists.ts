import { atRiskColumns, suppressedColumns, winBackColumns } from '../../contracts/artefacts/list-columns.ts';
import type { Campaign } from '../../contracts/campaign.ts';
import { detectableDifference } from './detectable-difference.ts';
import {
  type FilledList,
  type FillRequest,
  fillList,
  type ListedCustomer,
  type SuppressedCustomer,
} from './fill-list.ts';
import { type Funnel, funnelOf } from './funnel.ts';
import type { StratumCounts } from './ledger.ts';
import { agreeing, type ListTable, listTable } from './list-table.ts';
import { medianOf, rankStability, type UncertainCustomer } from './rank-stability.ts';
import type { SavePrior } from './save-prior.ts';
import type { Selection } from './select-customers.ts';
import type { SelectedCustomer } from './selected-customer.ts';
import { groundOf } from './suppress.ts';
import { whyNobody } from './why-nobody.ts';
import { type WinBackCounts, winBackList } from './win-back.ts';

export interface ListRequest {
  readonly fill: FillRequest;
  readonly campaign: Campaign;
  /** What the campaign has drawn, this list's draws included. */
  readonly counts: StratumCounts;
  readonly savePrior: SavePrior;
  readonly seed: number;
}

/** Who is held out, stratum by stratum, and what a comparison of the arms will be able to see. */
export interface HoldoutSummary {
  readonly share: number;
  /** Of this list's customers. */
  readonly strata: readonly { readonly stratum: number; readonly listed: number; readonly heldOut: number }[];
  /** Retention expected of the listed without contact: 1 − mean P(churn). */
  readonly expectedRetention: number | null;
  /** Smallest difference in retention found with 80% power at 5% among all that the campaign has drawn; null where an arm is empty. */
  readonly detectableDifference: number | null;
}

/** The campaign that made a list, and how many it has drawn so far. */
export interface CampaignSummary extends Pick<Campaign, 'name' | 'starts' | 'horizonDays'> {
  readonly drawn: number;
  readonly heldOut: number;
}

export interface Lists {
  readonly atRisk: ListTable;
  readonly winBack: ListTable;
  readonly suppressed: ListTable;
  readonly winBackSuppressed: ListTable;
  readonly funnel: Funnel;
  readonly winBackCounts: WinBackCounts;
  readonly campaign: CampaignSummary;
  readonly holdout: HoldoutSummary;
  /** Median over the listed; null where nobody is. */
  readonly rankStability: number | null;
  readonly notes: readonly string[];
}

/** Makes every list from customers whose arms are drawn. The order of the customers changes nothing. */
export function makeLists(selection: Selection, request: ListRequest): Lists {
  const { fill, campaign, counts } = request;
  const filled = fillList(selection.candidates, fill);
  const listed = describeListed(filled, request);
  const contacted = listed.filter(({ arm }) => arm === 'contact');
  const gone = winBackList(selection, fill.size, fill.limits);
  const left = [...filled.suppressed, ...filled.leftAlone].sort(byPlace);
  const funnel = funnelOf(selection.standings, {
    suppressed: filled.suppressed.length,
    leftAlone: filled.leftAlone.length,
    notWorthContact: filled.notWorthContact.length,
    listed: listed.length,
    heldOut: listed.length - contacted.length,
  });
  return {
    atRisk: listTable('at-risk', atRiskColumns, contacted.map(withRank)),
    winBack: listTable('win-back', winBackColumns, gone.listed.map(withGround(fill)).map(withRank)),
    suppressed: listTable('suppressed', suppressedColumns, left.map(withRule)),
    winBackSuppressed: listTable('win-back-suppressed', suppressedColumns, gone.suppressed.map(withRule)),
    funnel,
    winBackCounts: gone.counts,
    campaign: summariseCampaign(campaign, counts),
    holdout: summariseHoldout(listed, campaign, counts),
    rankStability: medianOf(listed.map(({ rank_stability }) => rank_stability)),
    notes: [
      ...(listed.length === 0 ? [whyNobody(funnel, filled.suppressed)] : []),
      ...notesOn(filled.listed, funnel, request),
    ],
  };
}

type DescribedCustomer = Omit<SelectedCustomer, 'consent'> & {
  readonly consent: string;
  readonly rank: number;
  readonly rank_stability: number;
  readonly arm: 'contact' | 'control';
  readonly stratum: number;
  readonly play: string | null;
  readonly channel: string | null;
};

function describeListed(
  { listed, next }: FilledList,
  { fill, savePrior, seed }: ListRequest,
): DescribedCustomer[] {
  const pool = [...listed.map(({ customer }) => customer), ...next].map(uncertain);
  const stability = rankStability(pool, { listSize: fill.size, savePrior, seed });
  return listed.map(({ customer, play }, i) => {
    const reasons = customer.reasons ?? [];
    const { arm, stratum } = customer.ledger.drawn!;
    return {
      ...agreeing(customer),
      consent: groundOf(customer, fill.limits),
      arm,
      stratum,
      rank: i + 1,
      rank_stability: stability[i]!,
      reason_1: reasons[0]?.text,
      reason_2: reasons[1]?.text,
      reason_3: reasons[2]?.text,
      play: play?.name ?? null,
      channel: play?.channel ?? null,
    };
  });
}

/** A candidate is active, so its churn and interval are known. */
const uncertain = (customer: SelectedCustomer): UncertainCustomer => ({
  ...customer,
  churn: customer.churn!,
  churn_low: customer.churn_low!,
  churn_high: customer.churn_high!,
});

const withRank = <Customer>(customer: Customer, i: number) => ({ ...customer, rank: i + 1 });

const withGround =
  ({ limits }: FillRequest) =>
  <Customer extends SelectedCustomer>(customer: Customer) => ({
    ...customer,
    consent: groundOf(customer, limits),
  });

const withRule = ({ customer, suppression }: SuppressedCustomer) => ({
  ...agreeing(customer),
  ...suppression,
});

const byPlace = ({ customer: a }: SuppressedCustomer, { customer: b }: SuppressedCustomer): number =>
  b.priority - a.priority || (a.customer_id < b.customer_id ? -1 : 1);

function summariseCampaign({ name, starts, horizonDays }: Campaign, counts: StratumCounts): CampaignSummary {
  const strata = [...counts.values()];
  const drawn = strata.reduce((sum, stratum) => sum + stratum.drawn, 0);
  const heldOut = strata.reduce((sum, stratum) => sum + stratum.heldOut, 0);
  return { name, starts, horizonDays, drawn, heldOut };
}

function summariseHoldout(
  listed: readonly DescribedCustomer[],
  campaign: Campaign,
  counts: StratumCounts,
): HoldoutSummary {
  const strata = new Map<number, { stratum: number; listed: number; heldOut: number }>();
  for (const { stratum, arm } of listed) {
    const sums = strata.get(stratum) ?? { stratum, listed: 0, heldOut: 0 };
    sums.listed += 1;
    sums.heldOut += arm === 'control' ? 1 : 0;
    strata.set(stratum, sums);
  }
  const churn = listed.reduce((sum, customer) => sum + customer.churn!, 0);
  const expectedRetention = listed.length === 0 ? null : 1 - churn / listed.length;
  const { drawn, heldOut } = summariseCampaign(campaign, counts);
  return {
    share: campaign.holdout.share,
    strata: [...strata.values()].sort((a, b) => a.stratum - b.stratum),
    expectedRetention,
    detectableDifference:
      expectedRetention === null ? null : detectableDifference(expectedRetention, drawn - heldOut, heldOut),
  };
}

function notesOn(
  listed: readonly ListedCustomer[],
  { notWorthContact }: Funnel,
  { fill: { plays, savedShare, limits } }: ListRequest,
): string[] {
  const assumed = listed.filter(({ customer }) => customer.consent === null).length;
  const assumedNote = `${assumed} of the ${listed.length} listed have no recorded consent; it is assumed: ${limits.consent?.assumed}`;
  const unspoken = listed.filter(({ customer: { reasons } }) => (reasons ?? []).length === 0).length;
  const unspokenNote = `${unspoken} listed customers have no reasons: nothing that raises their score can be said in words.`;
  const guessed = plays.some((play) => play.guessed)
    ? ' Costs are guesses by channel: set `cost` of the plays, or targeting.costPerContact.'
    : '';
  const costNote = `${notWorthContact} customers are not proposed: a contact would cost more than the ${percent(savedShare)} of what can be saved that a contact is taken to save (targeting.savedShare).${guessed}`;
  return [
    ...(assumed > 0 ? [assumedNote] : []),
    ...(unspoken > 0 ? [unspokenNote] : []),
    ...(notWorthContact > 0 ? [costNote] : []),
  ];
}

const percent = (share: number): string => `${Number((100 * share).toFixed(2))}%`;
