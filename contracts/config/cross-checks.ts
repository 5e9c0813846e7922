import type { z } from 'zod';
import { globalControl, standingCampaign } from '../campaign.ts';
import { meet } from '../campaign-calendar.ts';
import type { LanguageCode } from '../languages.ts';
import type { Budget } from './budget.ts';
import type { DeclaredCampaign } from './campaigns.ts';
import { defaultPlays } from './default-plays.ts';
import type { Delivery } from './delivery.ts';
import { checkDeliveries } from './delivery-checks.ts';
import type { Exposure } from './exposures.ts';
import { nearest } from './nearest.ts';
import type { NewcomersConfig } from './newcomers.ts';
import { noChannel, type Play, type PlayConditions, type Who } from './plays.ts';
import type { Problem } from './problems.ts';
import type { PromotersConfig } from './promoters.ts';

/** What the checks look at, of the whole config. */
interface Checked {
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly business: {
    readonly language: LanguageCode;
    readonly currency: string;
    readonly rates: Readonly<Record<string, number>>;
  };
  readonly churn: { readonly kind: string; readonly horizonDays: number; readonly lookbackDays: number };
  readonly clv: { readonly horizonDays: number; readonly observedDays?: number | undefined };
  readonly campaigns: readonly DeclaredCampaign[];
  readonly pastCampaigns: readonly { readonly name: string }[];
  readonly exposures: readonly Exposure[];
  readonly themes: readonly { readonly id: string; readonly ignore: boolean }[];
  readonly targeting: {
    readonly plays?: readonly Play[] | undefined;
    readonly budget?: Budget | undefined;
    readonly holdout: DeclaredCampaign['holdout'];
    readonly costPerContact?: number | undefined;
    readonly minDaysBetweenTouches?: number | undefined;
    readonly maxTouchesPer90Days?: number | undefined;
    readonly deliver: readonly Delivery[];
    readonly problems: readonly Problem[];
    readonly promoters?: PromotersConfig | undefined;
    readonly newcomers?: NewcomersConfig | undefined;
  };
  readonly sources: {
    readonly touches?: unknown;
    readonly orders?: unknown;
    readonly tickets?: unknown;
    readonly surveys?: unknown;
    readonly reviews?: unknown;
    readonly events?: unknown;
    readonly customers?: { readonly columns: Readonly<Record<string, unknown>> } | undefined;
  };
}

type Refuse = (path: readonly (string | number)[], message: string) => void;

/** What no section can tell alone: settings that contradict each other, or name what is not there. */
export function crossChecks(config: Checked, context: z.RefinementCtx): void {
  const refuse: Refuse = (path, message) => context.addIssue({ code: 'custom', path: [...path], message });
  checkInputs(config, refuse);
  checkSpans(config, refuse);
  checkRates(config, refuse);
  checkCaps(config, refuse);
  checkDelivered(config, refuse);
  checkPast(config, refuse);
  checkExposures(config, refuse);
  const plays = config.targeting.plays ?? defaultPlays;
  const standing = { name: standingCampaign, budget: config.targeting.budget };
  checkLanguages(config, refuse);
  checkProblems(config, refuse);
  checkPromoters(config, refuse);
  checkNewcomers(config, refuse);
  checkPlayNames(plays, refuse);
  checkBudget({ ...standing, ...config.targeting }, plays, (path, message) =>
    refuse(['targeting', ...path], message),
  );
  config.campaigns.forEach((campaign, i) => {
    const refuseHere: Refuse = (path, message) => refuse(['campaigns', i, ...path], message);
    checkPlays(campaign, plays, refuseHere);
    checkBudget(campaign, playsOf(campaign, plays), refuseHere);
    checkAlongside(campaign, config.campaigns, refuseHere);
    for (const other of config.campaigns.slice(0, i)) checkPair(campaign, other, plays, refuseHere);
  });
}

/** An input that a source names must be there. */
function checkInputs({ inputs, sources }: Checked, refuse: Refuse): void {
  const known = Object.keys(inputs);
  for (const [source, said] of Object.entries(sources) as [string, { readonly from?: string } | undefined][])
    if (said?.from !== undefined && !known.includes(said.from))
      refuse(
        ['sources', source, 'from'],
        `there is no inputs.${said.from}${nearest(said.from, known)}; inputs has ${known.join(', ')}`,
      );
}

/** Files for other tools: what they take of the customers must be mapped. */
function checkDelivered({ campaigns, targeting, sources }: Checked, refuse: Refuse): void {
  const mapped = Object.keys(sources.customers?.columns ?? {});
  checkDeliveries(targeting.deliver, { campaigns, mapped }, (path, message) =>
    refuse(['targeting', 'deliver', ...path], message),
  );
}

/** Days that contradict each other. */
function checkSpans({ churn, clv }: Checked, refuse: Refuse): void {
  if (churn.kind === 'non-contractual' && churn.lookbackDays < churn.horizonDays)
    refuse(
      ['churn', 'lookbackDays'],
      `${churn.lookbackDays} days are fewer than churn.horizonDays (${churn.horizonDays}): customers would count as gone sooner than their silence counts as churn. Write at least ${churn.horizonDays}`,
    );
  if (clv.observedDays !== undefined && clv.observedDays > clv.horizonDays)
    refuse(
      ['clv', 'observedDays'],
      `${clv.observedDays} days are more than clv.horizonDays (${clv.horizonDays}), beyond which no value is counted. Write at most ${clv.horizonDays}, or leave it out`,
    );
}

/** One unit of the reporting currency is one of it. */
function checkRates({ business: { currency, rates } }: Checked, refuse: Refuse): void {
  if ((rates[currency] ?? 1) !== 1)
    refuse(
      ['business', 'rates', currency],
      `${currency} is the reporting currency (business.currency): leave it out, or correct the one or the other`,
    );
}

/** A limit on contacts that nobody can count is no limit. */
function checkCaps({ targeting, sources }: Checked, refuse: Refuse): void {
  if (sources.touches !== undefined) return;
  for (const cap of ['minDaysBetweenTouches', 'maxTouchesPer90Days'] as const)
    if (targeting[cap] !== undefined)
      refuse(
        ['targeting', cap],
        'contacts cannot be counted: map them as sources.touches, or leave the limit out',
      );
}

/** Of a campaign that Holdfast drew, the ledger says who was in which arm. */
function checkPast({ pastCampaigns, campaigns, sources }: Checked, refuse: Refuse): void {
  if (pastCampaigns.length > 0 && sources.touches === undefined)
    refuse(['pastCampaigns'], 'their arms are not known: map the contacts as sources.touches');
  const drawn = [standingCampaign, globalControl, ...campaigns.map(({ name }) => name)];
  pastCampaigns.forEach(({ name }, i) => {
    const earlier = pastCampaigns.slice(0, i).map((one) => one.name);
    if (earlier.includes(name)) refuse(['pastCampaigns', i, 'name'], `${name} is declared twice`);
    if (drawn.includes(name))
      refuse(['pastCampaigns', i, 'name'], `${name} is drawn by Holdfast: its arms are in the ledger`);
  });
}

/** Whoever writes in no language of the play is spoken to in the business's. */
function checkLanguages({ business, targeting }: Checked, refuse: Refuse): void {
  targeting.plays?.forEach(({ message, offer }, i) => {
    const texts = { message, 'offer.name': offer?.name };
    for (const [key, text] of Object.entries(texts))
      if (typeof text === 'object' && text[business.language] === undefined)
        refuse(['targeting', 'plays', i, ...key.split('.')], missingLanguage(business.language));
  });
}

/** Somebody must have said that they are glad, and it must be known in which words they are invited. */
function checkPromoters({ business, targeting, sources }: Checked, refuse: Refuse): void {
  const { promoters } = targeting;
  if (promoters === undefined) return;
  const { message } = promoters;
  if (sources.surveys === undefined && sources.tickets === undefined && sources.reviews === undefined)
    refuse(
      ['targeting', 'promoters'],
      'nothing shows who is satisfied: map sources.surveys, tickets or reviews',
    );
  if (typeof message === 'object' && message[business.language] === undefined)
    refuse(['targeting', 'promoters', 'message'], missingLanguage(business.language));
}

/** Whoever has a contract has told how long they mean to stay; whoever is gone is not new. */
function checkNewcomers({ churn, targeting: { newcomers } }: Checked, refuse: Refuse): void {
  if (newcomers === undefined) return;
  if (churn.kind === 'contractual')
    refuse(
      ['targeting', 'newcomers'],
      'new customers are watched for whether they come again, which a contract already decides: leave it out where churn.kind is contractual',
    );
  else if (newcomers.withinDays > churn.lookbackDays)
    refuse(
      ['targeting', 'newcomers', 'withinDays'],
      `customers who first came ${newcomers.withinDays} days ago may already be gone: write at most ${churn.lookbackDays} (churn.lookbackDays)`,
    );
}

/** Problems that are fixed: who complained of them must be known, and in which words they are told. */
function checkProblems({ business, targeting, sources, themes }: Checked, refuse: Refuse): void {
  targeting.problems.forEach(({ name, message, reasons, themes: ids }, i) => {
    const refuseHere: Refuse = (path, says) => refuse(['targeting', 'problems', i, ...path], says);
    if (typeof message === 'object' && message[business.language] === undefined)
      refuseHere(['message'], missingLanguage(business.language));
    if (targeting.problems.slice(0, i).some((other) => other.name === name))
      refuseHere(['name'], `${name} is declared twice`);
    if (reasons.length > 0 && sources.tickets === undefined)
      refuseHere(['reasons'], 'nothing shows who complained: map sources.tickets');
    ids.forEach((id, place) => {
      if (themes.some((theme) => theme.id === id && theme.ignore))
        refuseHere(['themes', place], `texts like those of ${id} are ignored (themes: ignore)`);
    });
  });
}

const missingLanguage = (language: LanguageCode): string =>
  `there is none in ${language}, the language of the business (business.language), which customers without one of the others get. Add ${language}`;

/** What was not mapped met nobody. */
const sourcesOf = {
  late_delivery: 'orders',
  ticket: 'tickets',
  low_score: 'surveys',
  event: 'events',
  segment: 'customers',
  country: 'customers',
  acquisition_channel: 'customers',
} as const;

function checkExposures({ exposures, pastCampaigns, campaigns, sources }: Checked, refuse: Refuse): void {
  const taken = [
    standingCampaign,
    globalControl,
    ...[...campaigns, ...pastCampaigns].map(({ name }) => name),
  ];
  exposures.forEach(({ name, by }, i) => {
    const earlier = exposures.slice(0, i).map((one) => one.name);
    if (earlier.includes(name)) refuse(['exposures', i, 'name'], `${name} is declared twice`);
    if (taken.includes(name))
      refuse(['exposures', i, 'name'], `${name} is the name of a campaign: write another`);
    if (sources[sourcesOf[by]] === undefined)
      refuse(['exposures', i, 'by'], `nothing tells of it: map sources.${sourcesOf[by]}`);
  });
}

interface Chosen {
  readonly plays?: readonly string[] | null | undefined;
  readonly channels?: readonly string[] | null | undefined;
}

/** The plays of a campaign: those it names, through its channels. */
export const playsOf = <One extends Pick<Play, 'name' | 'channel'>>(
  { plays, channels }: Chosen,
  all: readonly One[],
): One[] =>
  all.filter(
    ({ name, channel }) =>
      (plays?.includes(name) ?? true) && (channel === noChannel || (channels?.includes(channel) ?? true)),
  );

/** The ledger, capacities and what finished campaigns taught know a play by its name. */
function checkPlayNames(plays: readonly Play[], refuse: Refuse): void {
  plays.forEach(({ name }, i) => {
    if (plays.slice(0, i).some((other) => other.name === name))
      refuse(
        ['targeting', 'plays', i, 'name'],
        `${name} is declared twice: give conditions of both under \`if\`, or another name`,
      );
  });
  if (plays.every(({ channel }) => channel === noChannel))
    refuse(['targeting', 'plays'], 'none of them contacts anybody (channel none): every list would be empty');
}

function checkPlays(campaign: DeclaredCampaign, plays: readonly Play[], refuse: Refuse): void {
  const names = plays.map(({ name }) => name);
  campaign.plays?.forEach((name, i) => {
    if (!names.includes(name)) refuse(['plays', i], unknown('play', name, names));
  });
  const channels = [...new Set(plays.map(({ channel }) => channel))].filter((one) => one !== noChannel);
  campaign.channels?.forEach((name, i) => {
    if (!channels.includes(name)) refuse(['channels', i], unknown('play with the channel', name, channels));
  });
  if (!playsOf(campaign, plays).some(({ channel }) => channel !== noChannel))
    refuse([], `${campaign.name} contacts nobody: none of its plays uses one of its channels`);
}

type Budgeted = Pick<DeclaredCampaign, 'budget' | 'name' | 'holdout'> & Partial<Offering>;
type Offering = Pick<DeclaredCampaign, 'costPerContact' | 'costPerOffer' | 'acceptedShare'>;

function checkBudget(campaign: Budgeted, plays: readonly Play[], refuse: Refuse): void {
  const { budget, name } = campaign;
  if (budget !== undefined && Object.keys(budget).length === 0)
    refuse(['budget'], 'it limits nothing: give contacts, money, hours or channels, or leave it out');
  const cheapest =
    (1 - campaign.holdout.share) * Math.min(...plays.map((play) => statedCost(play, campaign)));
  if (budget?.money !== undefined && budget.money < cheapest && Number.isFinite(cheapest))
    refuse(
      ['budget', 'money'],
      `it does not pay for a single contact: the cheapest of ${name} costs ${Math.round(100 * cheapest) / 100}, held-out customers included`,
    );
  const channels = plays.map(({ channel }) => channel);
  for (const channel of Object.keys(budget?.channels ?? {}))
    if (!channels.includes(channel))
      refuse(['budget', 'channels', channel], `no play of ${name} uses ${channel}`);
  if (budget?.hours !== undefined && !plays.some(({ minutes = 0 }) => minutes > 0))
    refuse(
      ['budget', 'hours'],
      `none of the plays of ${name} says how many minutes of an agent's time it takes: give \`minutes\``,
    );
}

/** What a contact costs at the least as the config says it: nothing where it leaves that to a guess, more than any budget where it contacts nobody. */
function statedCost({ channel, cost, offer }: Play, campaign: Partial<Offering>): number {
  if (channel === noChannel) return Number.POSITIVE_INFINITY;
  const { costPerContact = 0, costPerOffer = 0, acceptedShare = 1 } = campaign;
  const offered = offer === undefined ? costPerOffer * acceptedShare : offer.cost * offer.acceptedShare;
  return (cost ?? costPerContact) + offered;
}

function checkAlongside(campaign: DeclaredCampaign, all: readonly DeclaredCampaign[], refuse: Refuse): void {
  const names = [standingCampaign, ...all.map(({ name }) => name)];
  campaign.alongside.forEach((name, i) => {
    if (name === campaign.name) refuse(['alongside', i], 'a campaign cannot be alongside itself');
    else if (!names.includes(name)) refuse(['alongside', i], unknown('campaign', name, names));
  });
}

function checkPair(
  one: DeclaredCampaign,
  other: DeclaredCampaign,
  plays: readonly Play[],
  refuse: Refuse,
): void {
  if (one.name === other.name) refuse(['name'], `${one.name} is declared twice`);
  else if (one.name.toLowerCase() === other.name.toLowerCase())
    refuse(['name'], `${one.name} and ${other.name} differ only in upper and lower case`);
  else if (meet(one, other) && sameLot(one, plays) === sameLot(other, plays))
    refuse(
      ['eligible'],
      `${one.name} and ${other.name} run at the same time for the same customers with the same plays: give one of them other \`eligible\` facts, plays or days`,
    );
}

/** However it names its plays: those that it has in the end. */
const sameLot = (campaign: DeclaredCampaign, all: readonly Play[]): string =>
  JSON.stringify([whoText(campaign.eligible ?? {}), playsOf(campaign, all).map(({ name }) => name)]);

/** The same text for the same customers asked for in another order. */
const whoText = (who: Who): string[] => {
  const several: readonly PlayConditions[] = Array.isArray(who) ? who : [who];
  return several.map((all) => JSON.stringify(Object.entries(all).map(conditionText).sort())).sort();
};

const conditionText = ([fact, condition]: [string, PlayConditions[string]]): string =>
  'is' in condition
    ? JSON.stringify([fact, [condition.is].flat().sort()])
    : JSON.stringify([fact, condition.atLeast ?? null, condition.atMost ?? null]);

const unknown = (what: string, name: string, known: readonly string[]): string =>
  `there is no ${what} ${name}${nearest(name, known)}; known: ${known.join(', ')}`;
