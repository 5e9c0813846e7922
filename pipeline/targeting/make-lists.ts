import { atRiskColumns, suppressedColumns, winBackColumns } from '../../contracts/artefacts/list-columns.ts';
import type { Drawing } from '../../contracts/campaign.ts';
import { write } from '../reports/format.ts';
import {
  type CampaignSummary,
  type GlobalControlSummary,
  summariseCampaign,
  summariseGlobal,
} from './campaign-summary.ts';
import type { PricedPlay } from './contact-cost.ts';
import type { FilledList, FillRequest, ListedCustomer, SuppressedCustomer } from './fill-list.ts';
import { fillLists } from './fill-lists.ts';
import { type Funnel, funnelOf } from './funnel.ts';
import type { CampaignCounts } from './ledger.ts';
import { agreeing, type ListTable, listTable } from './list-table.ts';
import { medianOf, poolSize, rankStability, type UncertainCustomer } from './rank-stability.ts';
import type { SavePrior } from './save-prior.ts';
import type { Selection } from './select-customers.ts';
import { byPriority, type SelectedCustomer } from './selected-customer.ts';
import { groundOf, type SuppressionLimits } from './suppress.ts';
import { whyNobody } from './why-nobody.ts';
import { type WinBackCounts, winBackList } from './win-back.ts';

export interface ListRequest {
  readonly asOf: string;
  readonly fills: readonly FillRequest[];
  /** Draws the global control group; null where there is none. */
  readonly globalControl: Drawing | null;
  /** Places on the win-back list. */
  readonly winBackSize: number;
  /** What the campaigns have drawn, the draws for this list included. */
  readonly counts: CampaignCounts;
  readonly savePrior: SavePrior;
  readonly seed: number;
}

export interface Lists {
  readonly atRisk: ListTable;
  readonly winBack: ListTable;
  readonly suppressed: ListTable;
  readonly winBackSuppressed: ListTable;
  readonly funnel: Funnel;
  readonly winBackCounts: WinBackCounts;
  readonly campaigns: readonly CampaignSummary[];
  readonly globalControl: GlobalControlSummary | null;
  /** Median over the listed; null where nobody is. */
  readonly rankStability: number | null;
  readonly notes: readonly string[];
}

/** Makes every list from customers whose arms are drawn. The order of the customers changes nothing. */
export function makeLists(selection: Selection, request: ListRequest): Lists {
  const { asOf, fills, counts } = request;
  const { limits } = fills[0]!;
  const filled = fillLists(selection.candidates, fills);
  const lists = filled.lists.map((list, i) => describeListed(list, fills[i]!, request));
  const listed = lists.flat().sort(byPriority);
  const contacted = listed.filter(({ arm }) => arm === 'contact');
  const gone = winBackList(selection, { asOf, size: request.winBackSize, limits });
  const left = [...filled.suppressed, ...filled.leftAlone, ...filled.unanswered].sort(byPlace);
  const funnel = funnelOf(selection.standings, {
    notEligible: selection.notEligible,
    suppressed: filled.suppressed.length,
    leftAlone: filled.leftAlone.length,
    noPlay: filled.unanswered.length,
    notWorthContact: filled.notWorthContact.length,
    listed: listed.length,
    heldOut: listed.length - contacted.length,
  });
  return {
    atRisk: listTable('at-risk', atRiskColumns, contacted.map(withRank)),
    winBack: listTable('win-back', winBackColumns, gone.listed.map(withGround(limits)).map(withRank)),
    suppressed: listTable('suppressed', suppressedColumns, left.map(withRule)),
    winBackSuppressed: listTable('win-back-suppressed', suppressedColumns, gone.suppressed.map(withRule)),
    funnel,
    winBackCounts: gone.counts,
    campaigns: fills.map(({ campaign }, i) => summariseCampaign(campaign, lists[i]!, counts)),
    globalControl: request.globalControl && summariseGlobal(request.globalControl, counts),
    rankStability: medianOf(listed.map(({ rank_stability }) => rank_stability)),
    notes: [
      ...(listed.length === 0 ? [whyNobody(funnel, filled.suppressed)] : []),
      ...notesOn(filled.listed, funnel, fills),
    ],
  };
}

type DescribedCustomer = Omit<SelectedCustomer, 'consent'> & {
  readonly consent: string;
  readonly rank: number;
  readonly rank_stability: number;
  readonly on_list: 'new' | 'stayed';
  readonly listed_since: string;
  readonly arm: 'contact' | 'control';
  readonly stratum: number;
  readonly play: string | null;
  readonly channel: string | null;
  readonly campaign: string;
};

function describeListed(
  { listed, next, campaign }: FilledList,
  fill: FillRequest,
  { asOf, savePrior, seed }: ListRequest,
): DescribedCustomer[] {
  const all = [...listed.map(({ customer }) => customer), ...next];
  const pool = all.slice(0, poolSize(campaign.listSize)).map(uncertain);
  const stability = rankStability(pool, { listSize: campaign.listSize, savePrior, seed });
  return listed.map(({ customer, play, ledger }, i) => {
    const reasons = customer.reasons ?? [];
    const { arm, stratum, as_of: since } = ledger.drawn!;
    return {
      ...agreeing(customer),
      consent: groundOf(customer, fill.limits),
      campaign: campaign.name,
      arm,
      stratum,
      rank: i + 1,
      rank_stability: stability[i]!,
      on_list: since < asOf ? 'stayed' : 'new',
      listed_since: since,
      reason_1: reasons[0]?.text ?? noReason,
      reason_2: reasons[1]?.text ?? (reasons.length === 1 ? noOther : undefined),
      reason_3: reasons[2]?.text,
      ...expected(customer, play, fill),
      play: play?.name ?? null,
      channel: play?.channel ?? null,
    };
  });
}

/** What the contact is expected to win, so that the figures of a row agree to the cent. */
function expected({ priority }: SelectedCustomer, play: PricedPlay | null, { savedShare }: FillRequest) {
  const [gain, cost] = [inCents(savedShare * priority), inCents(play?.cost ?? 0)];
  return { expected_gain: gain, cost, expected_profit: inCents(gain - cost) };
}

const inCents = (money: number): number => Math.round(100 * money) / 100;

/** What stands where the score moved by what no sentence tells. */
const noReason = 'No single thing stands out: the risk comes of many small ones';
const noOther = 'Nothing else stands out';

/** A candidate is active, so its churn and interval are known. */
const uncertain = (customer: SelectedCustomer): UncertainCustomer => ({
  ...customer,
  churn: customer.churn!,
  churn_low: customer.churn_low!,
  churn_high: customer.churn_high!,
});

const withRank = <Customer>(customer: Customer, i: number) => ({ ...customer, rank: i + 1 });

const withGround =
  (limits: SuppressionLimits) =>
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

function notesOn(
  listed: readonly ListedCustomer[],
  { notWorthContact, noPlay }: Funnel,
  fills: readonly FillRequest[],
): string[] {
  const { savedShare, limits } = fills[0]!;
  const plays = fills.flatMap((fill) => fill.plays);
  const assumed = listed.filter(({ customer }) => customer.consent === null).length;
  const assumedNote = `${write.count(assumed)} of the ${write.count(listed.length)} listed have no recorded consent; it is assumed: ${limits.consent?.assumed}`;
  const unspoken = listed.filter(({ customer: { reasons } }) => (reasons ?? []).length === 0).length;
  const unspokenNote = `${write.count(unspoken)} listed customers have no reasons: nothing that raises their score can be said in words.`;
  const guessed = plays.some((play) => play.guessed)
    ? ' Costs are guesses by channel: set `cost` of the plays, or targeting.costPerContact.'
    : '';
  const costNote = `${write.count(notWorthContact)} customers are not proposed: a contact would cost more than the ${write.trimmed(100 * savedShare, 2)}% of what can be saved that a contact is taken to save (targeting.savedShare).${guessed}`;
  return [
    ...(assumed > 0 ? [assumedNote] : []),
    ...(unspoken > 0 ? [unspokenNote] : []),
    ...(notWorthContact > 0 ? [costNote] : []),
    ...(noPlay > 0 ? [unansweredNote(noPlay)] : []),
    ...fills.flatMap(guessedBudget),
  ];
}

const unansweredNote = (count: number): string =>
  `${count} customers are not listed: none of the plays answers what raises their risk. A play without \`when\` and \`if\` answers everybody.`;

/** Money of a budget that is kept by guesses is no limit that anybody has agreed to. */
function guessedBudget({ campaign: { name, budget }, plays }: FillRequest): string[] {
  if (budget?.money === undefined || !plays.some(({ guessed }) => guessed)) return [];
  return [
    `The budget of ${name} counts in money what contacts cost by guesses of their channel: set \`cost\` of the plays, or costPerContact.`,
  ];
}
