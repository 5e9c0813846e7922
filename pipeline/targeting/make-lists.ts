import { atRiskColumns, suppressedColumns, winBackColumns } from '../../contracts/artefacts/list-columns.ts';
import type { ListManifest } from '../../contracts/artefacts/list-manifest.ts';
import type { Drawing } from '../../contracts/campaign.ts';
import type { LanguageCode } from '../../contracts/languages.ts';
import { write } from '../reports/format.ts';
import type { Left } from './barred.ts';
import {
  type CampaignSummary,
  type GlobalControlSummary,
  summariseCampaign,
  summariseGlobal,
} from './campaign-summary.ts';
import type { ListBefore } from './changes/list-before.ts';
import { type ListChanges, listChanges } from './changes/list-changes.ts';
import type { Why } from './changes/why-gone.ts';
import type { PricedPlay } from './contact-cost.ts';
import { windowOf } from './contact-window.ts';
import { expectedGain } from './expected-gain.ts';
import type { FilledList, FillRequest, ListedCustomer } from './fill-list.ts';
import { type FilledLists, fillLists } from './fill-lists.ts';
import { type Funnel, funnelOf } from './funnel.ts';
import { groundOf } from './ground-of.ts';
import type { CampaignCounts } from './ledger.ts';
import { type LeftAlone, leftAlone, mapped } from './left-alone.ts';
import { agreeing, type ListTable, listTable, longListTable, type Rows } from './list-table.ts';
import type { Lot } from './lot.ts';
import { reachOf } from './permission.ts';
import { medianOf, poolSize, rankStability, type UncertainCustomer } from './rank-stability.ts';
import type { SavePrior } from './save-prior.ts';
import type { Selection } from './select-customers.ts';
import { byPriority, type SelectedCustomer } from './selected-customer.ts';
import { speak } from './speak.ts';
import type { SuppressionLimits } from './suppress.ts';
import { languageNotes, untranslatedNotes } from './talking-points/language-notes.ts';
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
  /** The business's, where the customer's is not known or not shipped. */
  readonly language: LanguageCode;
  readonly seed: number;
  /** The list that this one is compared with; null or left out: there is none. */
  readonly before?: ListBefore | null;
}

export interface Lists {
  readonly atRisk: ListTable;
  readonly winBack: ListTable;
  readonly suppressed: ListTable<Rows>;
  readonly winBackSuppressed: ListTable<Rows>;
  readonly funnel: Funnel;
  readonly winBackCounts: WinBackCounts;
  readonly campaigns: readonly CampaignSummary[];
  readonly globalControl: GlobalControlSummary | null;
  /** Median over the listed; null where nobody is. */
  readonly rankStability: number | null;
  readonly exploration: ListManifest['exploration'];
  /** Against the list before; null where there is none. */
  readonly changes: ListChanges | null;
  readonly notes: readonly string[];
}

/** Makes every list from customers whose arms are drawn. The order of the customers changes nothing. */
export function makeLists(selection: Selection, request: ListRequest): Lists {
  const { asOf, fills, counts } = request;
  const { limits } = fills[0]!;
  const filled = fillLists(selection.candidates, fills, selection.lot);
  const lists = filled.lists.map((list, i) => describeListed(list, fills[i]!, request));
  const listed = lists.flat().sort(byPriority);
  const contacted = listed.filter(({ arm }) => arm === 'contact');
  const explored = describeExplored(filled, request);
  const gone = winBackList(selection, { asOf, size: request.winBackSize, limits });
  const left = leftAlone(
    [...filled.suppressed, ...filled.leftAlone, ...filled.unanswered],
    selection.barred,
    filled.lists.map(({ last }) => last),
  );
  const suppressed = left.length - filled.leftAlone.length - filled.unanswered.length;
  const funnel = funnelOf(selection.standings, {
    notEligible: selection.notEligible,
    suppressed,
    leftAlone: filled.leftAlone.length,
    noPlay: filled.unanswered.length,
    notWorthContact: filled.notWorthContact.length,
    listed: listed.length,
    heldOut: listed.length - contacted.length,
  });
  const toContact = [...contacted, ...explored.listed];
  return {
    atRisk: listTable('at-risk', atRiskColumns, toContact.map(withRank)),
    winBack: listTable('win-back', winBackColumns, gone.listed.map(withReach(asOf, limits)).map(withRank)),
    suppressed: longListTable('suppressed', suppressedColumns, mapped(left, withRule)),
    winBackSuppressed: longListTable(
      'win-back-suppressed',
      suppressedColumns,
      mapped(gone.suppressed, withRule),
    ),
    funnel,
    winBackCounts: gone.counts,
    campaigns: fills.map(({ campaign }, i) => summariseCampaign(campaign, lists[i]!, counts)),
    globalControl: request.globalControl && summariseGlobal(request.globalControl, counts),
    exploration: selection.lot ? { ...explored.counts, ...shareOf(selection.lot) } : null,
    changes: changesOf(toContact, { filled, left, listed, selection }, request),
    rankStability: medianOf(listed.flatMap(({ rank_stability }) => rank_stability ?? [])),
    notes: [
      ...(contacted.length === 0 ? [whyNobody(funnel, left.rules)] : []),
      ...notesOn(filled.listed, funnel, fills),
      ...languageNotes(toContact, request.language),
      ...untranslatedNotes(
        toContact,
        [...new Map(fills.flatMap(({ plays }) => plays).map((play) => [play.name, play])).values()],
        request.language,
      ),
    ],
  };
}

interface Made {
  readonly filled: FilledLists;
  readonly left: LeftAlone;
  readonly listed: readonly DescribedCustomer[];
  readonly selection: Selection;
}

/** Against the list before: who came, who went, and why. */
function changesOf(
  toContact: readonly DescribedCustomer[],
  { filled, left, listed, selection }: Made,
  { asOf, fills, before = null }: ListRequest,
): ListChanges | null {
  if (before === null) return null;
  const heldOut = listed.filter(({ arm }) => arm === 'control');
  return listChanges(toContact, before, {
    asOf,
    fills,
    selection,
    heldOut: new Map(heldOut.map((one) => [one.customer_id, one.campaign])),
    leftAlone: whyLeft(left, before.listed),
    notWorthContact: new Set(filled.notWorthContact.map(({ customer_id: id }) => id)),
  });
}

/** Of some customers those who are left alone, with the rule. */
function whyLeft(left: LeftAlone, ids: Pick<ReadonlyMap<string, unknown>, 'has'>): Map<string, Why> {
  const found = new Map<string, Why>();
  for (const {
    customer: { customer_id: id },
    suppression: { rule: why, explanation },
  } of left)
    if (ids.has(id)) found.set(id, { why, explanation });
  return found;
}

type DescribedCustomer = Omit<SelectedCustomer, 'consent'> & {
  readonly consent: string;
  readonly rank: number;
  readonly rank_stability: number | null;
  readonly explored: boolean;
  readonly on_list: 'new' | 'stayed';
  readonly listed_since: string;
  readonly arm: 'contact' | 'control';
  readonly stratum: number;
  readonly play: string | null;
  readonly channel: string | null;
  readonly spoken: LanguageCode;
  readonly campaign: string;
  readonly expected_gain: number;
  readonly cost: number;
};

function describeListed(
  { listed, next, campaign }: FilledList,
  fill: FillRequest,
  { asOf, savePrior, seed, language }: ListRequest,
): DescribedCustomer[] {
  const all = [...listed.map(({ customer }) => customer), ...next];
  const pool = all.slice(0, poolSize(campaign.listSize)).map((customer) => uncertain(customer, fill));
  const stability = rankStability(pool, { listSize: campaign.listSize, savePrior, seed });
  return listed.map((one, i) => {
    const reasons = one.customer.reasons ?? [];
    return {
      ...described(one, fill, { asOf, language }),
      rank: i + 1,
      rank_stability: stability[i]!,
      explored: false,
      reason_1: reasons[0]?.text ?? noReason,
      reason_2: reasons[1]?.text ?? (reasons.length === 1 ? noOther : undefined),
      reason_3: reasons[2]?.text,
    };
  });
}

/** What a list says of whomever it contacts, by rank or by lot. */
function described(
  { customer, play, ledger, campaign }: ListedCustomer,
  fill: FillRequest,
  { asOf, language }: Pick<ListRequest, 'asOf' | 'language'>,
) {
  const { arm, stratum, as_of: since } = ledger.drawn!;
  return {
    ...agreeing(customer),
    ...reachOf(customer, fill.limits),
    ...windowOf(customer, asOf, fill.limits),
    consent: groundOf(play?.channel ?? null, customer, fill.limits),
    campaign: campaign.name,
    arm,
    stratum,
    on_list: since < asOf ? ('stayed' as const) : ('new' as const),
    listed_since: since,
    ...expected(customer, play, fill),
    ...speak(customer, play, language),
    play: play?.name ?? null,
    channel: play?.channel ?? null,
  };
}

/** Those contacted at random, and what that costs. */
function describeExplored({ explored }: FilledLists, { fills, ...request }: ListRequest) {
  const [fill] = fills;
  const all = explored.map((one) => described(one, fill!, request));
  const listed = all
    .filter(({ arm }) => arm === 'contact')
    .map((one): DescribedCustomer => ({ ...one, ...byLot }));
  const sum = (of: (one: (typeof listed)[number]) => number) =>
    inCents(listed.reduce((total, one) => total + of(one), 0));
  const counts = {
    campaign: fill!.campaign.name,
    drawn: all.length,
    heldOut: all.length - listed.length,
    contacted: listed.length,
    cost: sum(({ cost }) => cost),
    expectedGain: sum(({ expected_gain }) => expected_gain),
  };
  return { listed, counts };
}

const byLot = {
  rank: 0,
  rank_stability: null,
  explored: true,
  reason_1: 'Contacted at random, to measure the effect of contact on customers who are on no list',
};

const shareOf = ({ share, others }: Lot) => ({ share, others });

/** What the contact is expected to win, so that the figures of a row agree to the cent. */
function expected(customer: SelectedCustomer, play: PricedPlay | null, fill: FillRequest) {
  const [gain, cost] = [inCents(expectedGain(customer, play, fill)), inCents(play?.cost ?? 0)];
  return { expected_gain: gain, cost, expected_profit: inCents(gain - cost) };
}

const inCents = (money: number): number => Math.round(100 * money) / 100;

/** What stands where nothing that can be put into words raises the risk above the usual. */
const noReason = 'Nothing in particular raises the risk: listed for what is at stake';
const noOther = 'Nothing else stands out';

/** A candidate is active, so its churn and interval are known. */
const uncertain = (customer: SelectedCustomer, { learned = null }: FillRequest): UncertainCustomer => ({
  ...customer,
  ...(learned === null ? {} : { profit: customer.priority }),
  churn: customer.churn!,
  churn_low: customer.churn_low!,
  churn_high: customer.churn_high!,
});

const withRank = <Customer>(customer: Customer, i: number) => ({ ...customer, rank: i + 1 });

const withReach =
  (asOf: string, limits: SuppressionLimits) =>
  <Customer extends SelectedCustomer>(customer: Customer) => ({
    ...customer,
    ...reachOf(customer, limits),
    ...windowOf(customer, asOf, limits),
    consent: groundOf(null, customer, limits),
  });

const withRule = ({ customer, suppression }: Left) => ({ ...agreeing(customer), ...suppression });

function notesOn(
  listed: readonly ListedCustomer[],
  { notWorthContact, noPlay }: Funnel,
  fills: readonly FillRequest[],
): string[] {
  const { savedShare, limits } = fills[0]!;
  const plays = fills.flatMap((fill) => fill.plays);
  const assumed = listed.filter(({ play, customer }) =>
    groundOf(play?.channel ?? null, customer, limits).startsWith('assumed'),
  ).length;
  const assumedNote = `${write.count(assumed)} of the ${write.count(listed.length)} listed have no recorded consent; it is assumed: ${limits.consent?.assumed}`;
  const unspoken = listed.filter(({ customer: { reasons } }) => (reasons ?? []).length === 0).length;
  const unspokenNote = `${write.count(unspoken)} listed ${unspoken === 1 ? 'customer has' : 'customers have'} no reasons: nothing that can be put into words raises the score above the usual.`;
  const guessed = plays.some((play) => play.guessed)
    ? ' Costs are guessed by channel: set `cost` of the plays, or targeting.costPerContact.'
    : '';
  const byGain = (fills[0]!.learned ?? null) !== null;
  const saved = byGain
    ? 'it is expected to save, as learned from finished campaigns'
    : `it is expected to save, ${write.trimmed(100 * savedShare, 2)}% of what can be saved (targeting.savedShare)`;
  const costNote = `${unlisted(notWorthContact)}: a contact would cost more than ${saved}.${guessed}`;
  return [
    ...(assumed > 0 ? [assumedNote] : []),
    ...(unspoken > 0 ? [unspokenNote] : []),
    ...(notWorthContact > 0 ? [costNote] : []),
    ...(noPlay > 0 ? [unansweredNote(noPlay)] : []),
    ...fills.flatMap(guessedBudget),
  ];
}

const unlisted = (count: number): string =>
  `${write.count(count)} ${count === 1 ? 'customer is' : 'customers are'} not listed`;

const unansweredNote = (count: number): string =>
  `${unlisted(count)}: no play fits what raises their risk. A play without \`when\` and \`if\` fits everybody.`;

/** Money of a budget that is kept by guesses is no limit that anybody has agreed to. */
function guessedBudget({ campaign: { name, budget }, plays }: FillRequest): string[] {
  if (budget?.money === undefined || !plays.some(({ guessed }) => guessed)) return [];
  return [
    `The budget of ${name} is spent at costs guessed by channel: set \`cost\` of the plays, or costPerContact.`,
  ];
}
