import type { EffectReport } from '../../contracts/artefacts/effect-report.ts';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import { type FactTables, factsOnSpine } from '../facts/facts-on-spine.ts';
import { createSpine } from '../facts/spine.ts';
import { attachLedger } from './attach-ledger.ts';
import { type DrawDate, firstTouches, ledgerDates, pastDates } from './draw-dates.ts';
import { exposedSelect } from './exposed.ts';
import { type EffectsConfig, findCampaigns } from './find-campaigns.ts';
import { makeOutcomes } from './make-outcomes.ts';
import { makeUnits, scheduleOn } from './make-units.ts';
import { observedReport } from './observed-report.ts';
import { type ReportRequest, randomisedReport } from './randomised-report.ts';
import { readCampaigns } from './read-campaigns.ts';
import { type Window, windowOf } from './windows.ts';

export interface EffectsRequest extends Omit<ReportRequest, 'config'> {
  readonly config: EffectsConfig & Parameters<typeof createSpine>[1];
  /** Prefix of the scores of the as-of date. */
  readonly scores: string;
  /** Where rows of a comparison that was not randomised pass through. */
  readonly scratch: string;
}

/** A campaign that could not be measured. */
export interface Refused {
  readonly campaign: string;
  readonly code: 'too-early' | 'nothing-in-touches' | 'no-customers';
}

const refusedOf = (these: readonly { readonly name: string }[], code: Refused['code']): Refused[] =>
  these.map(({ name }) => ({ campaign: name, code }));

export interface Measured {
  readonly reports: readonly EffectReport[];
  readonly refused: readonly Refused[];
}

/**
 * Measures every campaign of the ledger, and those of the past, as of a date: facts in, one report each out. The clean
 * tables stand in the warehouse already.
 */
export async function measureEffects(
  warehouse: Warehouse,
  store: ObjectStore,
  request: EffectsRequest,
): Promise<Measured> {
  const { config, asOf } = request;
  await attachLedger(warehouse, store);
  await createSpine(warehouse, config, scheduleOn(asOf, config));
  const facts = factsOnSpine(warehouse);
  const dates = [...(await ledgerDates(warehouse, asOf)), ...(await datesOfPast(warehouse, facts, config))];
  const campaigns = await findCampaigns(store, config, dates);
  const windows: Window[] = [];
  const isFound = ({ name }: { readonly name: string }) => campaigns.some((one) => one.name === name);
  const refused: Refused[] = [
    ...refusedOf(
      config.pastCampaigns.filter((past) => !isFound(past)),
      'nothing-in-touches',
    ),
    ...refusedOf(
      config.exposures.filter((exposure) => !isFound(exposure)),
      'no-customers',
    ),
  ];
  for (const campaign of campaigns) {
    const own = dates.filter((date) => date.campaign === campaign.name);
    const window = windowOf(campaign, own, { asOf, lagDays: config.churn.lagDays });
    if (window === null) refused.push({ campaign: campaign.name, code: 'too-early' });
    else windows.push(window);
  }
  if (windows.length === 0) return { reports: [], refused };
  await makeUnits(warehouse, facts, windows, request);
  const costs = await makeOutcomes(warehouse, facts, { ...request, windows });
  const reports: EffectReport[] = [];
  for (const data of await readCampaigns(warehouse, facts, windows, costs)) {
    const { randomised, name } = data.window.campaign;
    const prefix = `${request.scratch}${encodeURIComponent(name)}/`;
    reports.push(
      randomised
        ? randomisedReport(data, request)
        : await observedReport(data, request, { warehouse, store, prefix }),
    );
  }
  return { reports, refused };
}

async function datesOfPast(
  warehouse: Warehouse,
  facts: FactTables,
  config: EffectsConfig,
): Promise<DrawDate[]> {
  const { pastCampaigns, exposures } = config;
  const selects = [
    ...(pastCampaigns.length === 0 ? [] : [firstTouches(pastCampaigns.map(({ name }) => name))]),
    ...(exposures.length === 0 ? [] : [exposedSelect(config)]),
  ];
  if (selects.length === 0) return [];
  await facts.create('effect_past', selects.join('\nunion all\n'));
  return pastDates(warehouse, config);
}
