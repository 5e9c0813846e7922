import { campaignDeclarationDocument } from '../../contracts/artefacts/campaign-declaration.ts';
import { readDocument } from '../../contracts/artefacts/document.ts';
import { daysBetween } from '../../contracts/business-day.ts';
import { globalControl, referralCampaign, standingCampaign } from '../../contracts/campaign.ts';
import { firstDayOf, lastDayOf } from '../../contracts/campaign-calendar.ts';
import type { DeclaredCampaign } from '../../contracts/config/campaigns.ts';
import type { Config } from '../../contracts/config/config.ts';
import type { Exposure } from '../../contracts/config/exposures.ts';
import { keys } from '../../contracts/keys.ts';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import type { DrawDate } from './draw-dates.ts';
import { exposedRule } from './exposed.ts';
import type { MeasuredCampaign } from './measured-campaign.ts';

export type EffectsConfig = Pick<
  Config,
  'business' | 'churn' | 'clv' | 'campaigns' | 'pastCampaigns' | 'exposures'
>;

/** Money above this quantile counts as the quantile where no declaration says another. */
const usualWinsorise = 0.999;
/** What a launch fixes. */
const fixed = ['holdout', 'horizonDays', 'winsorise'] as const;

/** The campaigns of the ledger by the terms of their launch, and those of the past that the config names. */
export async function findCampaigns(
  store: ObjectStore,
  config: EffectsConfig,
  drawn: readonly DrawDate[],
): Promise<MeasuredCampaign[]> {
  const names = [...new Set(drawn.map(({ campaign }) => campaign))].sort();
  const found: MeasuredCampaign[] = [];
  for (const name of names) {
    const past = config.pastCampaigns.find((one) => one.name === name);
    const exposure = config.exposures.find((one) => one.name === name);
    const dates = drawn.filter(({ campaign }) => campaign === name);
    if (past !== undefined) found.push(pastOf(past, dates));
    else found.push(exposure === undefined ? await ofLedger(store, config, dates) : exposureOf(exposure));
  }
  return found;
}

const pastOf = (
  { name, randomised, heldOut, horizonDays, winsorise, fixedCost }: Config['pastCampaigns'][number],
  dates: readonly DrawDate[],
): MeasuredCampaign => ({
  name,
  kind: 'past',
  randomised,
  horizonDays,
  winsorise,
  fixedCost,
  span: { starts: dates[0]!.asOf, ends: dates.at(-1)!.asOf },
  heldOut: heldOut ?? null,
  isRenewed: false,
  exposed: null,
  changed: [],
});

const exposureOf = (exposure: Exposure): MeasuredCampaign => ({
  name: exposure.name,
  kind: 'exposure',
  randomised: false,
  horizonDays: exposure.horizonDays,
  winsorise: exposure.winsorise,
  fixedCost: 0,
  span: { starts: exposure.since, ends: exposure.since },
  heldOut: null,
  isRenewed: false,
  exposed: { by: exposure.by, rule: exposedRule(exposure) },
  changed: [],
});

async function ofLedger(
  store: ObjectStore,
  config: EffectsConfig,
  dates: readonly DrawDate[],
): Promise<MeasuredCampaign> {
  const { campaign: name, asOf, armUntil } = dates[0]!;
  const written = config.campaigns.find((one) => one.name === name);
  const launched = await readDocument(store, campaignDeclarationDocument, keys.campaignDeclaration(name));
  const terms = launched?.value.campaign ?? written;
  const renewed = [standingCampaign, globalControl, referralCampaign].includes(name);
  return {
    name,
    kind: name === globalControl ? 'global-control' : 'campaign',
    randomised: true,
    horizonDays: terms?.horizonDays ?? daysBetween(asOf, armUntil),
    winsorise: terms?.winsorise ?? usualWinsorise,
    fixedCost: terms?.fixedCost ?? 0,
    span: terms === undefined || renewed ? null : spanOf(written ?? terms),
    heldOut: null,
    isRenewed: renewed,
    exposed: null,
    changed: launched === null || written === undefined ? [] : changedTerms(written, launched.value.campaign),
  };
}

const spanOf = (campaign: DeclaredCampaign) => ({
  starts: firstDayOf(campaign),
  ends: lastDayOf(campaign),
});

const changedTerms = (now: DeclaredCampaign, then: DeclaredCampaign): string[] =>
  fixed.filter((term) => JSON.stringify(now[term]) !== JSON.stringify(then[term]));
