import type { UpliftReport } from '../../contracts/artefacts/uplift-report.ts';
import type { Config } from '../../contracts/config/config.ts';
import type { Feature } from '../../contracts/feature.ts';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import type { SourceName } from '../../contracts/sources/column.ts';
import { attachLedger } from '../effects/attach-ledger.ts';
import { ledgerDates } from '../effects/draw-dates.ts';
import { findCampaigns } from '../effects/find-campaigns.ts';
import type { Window } from '../effects/windows.ts';
import { type AssessedPlay, assessPlays } from './assess-plays.ts';
import { finishedWindow, teachingHorizon } from './finished.ts';
import { lessonsSelect, makeOutcomes } from './make-lessons.ts';
import { readLessons } from './read-lessons.ts';
import { type CampaignRecord, faultOf } from './records.ts';

export interface LearnRequest {
  readonly config: Config;
  readonly asOf: string;
  readonly mapped: (source: SourceName) => readonly string[];
  readonly features: readonly Feature[];
  /** Where customers of finished campaigns pass through. */
  readonly prefix: string;
  /** Files of the ledger that are missing. */
  readonly ledgerGaps: number;
  readonly seed: number;
  /**
   * Makes the clean tables readable by name; called only where there is something to learn from. Answers whether `moods_read`
   * stands as well: what the run's features hold.
   */
  readonly attachTables: () => Promise<boolean>;
}

export interface Learned extends Pick<UpliftReport, 'campaigns' | 'horizonDays'> {
  readonly plays: readonly AssessedPlay[];
}

/** Nothing has been learned. */
export const nothingLearned: Learned = { campaigns: [], horizonDays: null, plays: [] };

/** Learns from the randomised campaigns of the ledger that are finished as of a date. */
export async function learnGains(
  warehouse: Warehouse,
  store: ObjectStore,
  request: LearnRequest,
): Promise<Learned> {
  const windows = await finishedWindows(warehouse, store, request);
  const horizonDays = teachingHorizon(windows);
  if (horizonDays === null) return nothingLearned;
  const withMoods = await request.attachTables();
  const records = await makeOutcomes(warehouse, windows, request);
  const campaigns = windows.map((window) => campaignOf(window, records, { ...request, horizonDays }));
  const teaching = windows.filter((_, i) => campaigns[i]!.fault === null);
  if (teaching.length === 0) return { campaigns, horizonDays: null, plays: [] };
  const select = await lessonsSelect(warehouse, teaching, { ...request, withMoods });
  const lessons = await readLessons(warehouse, store, select, request);
  return { campaigns, horizonDays, plays: assessPlays(lessons, request.seed) };
}

async function finishedWindows(
  warehouse: Warehouse,
  store: ObjectStore,
  { config, asOf }: LearnRequest,
): Promise<Window[]> {
  await attachLedger(warehouse, store);
  const dates = await ledgerDates(warehouse, asOf);
  const campaigns = await findCampaigns(store, config, dates);
  const { lagDays } = config.churn;
  return campaigns.flatMap((campaign) => {
    const own = dates.filter((date) => date.campaign === campaign.name);
    return finishedWindow(campaign, own, { asOf, lagDays }) ?? [];
  });
}

function campaignOf(
  { campaign, dates }: Window,
  records: readonly CampaignRecord[],
  { horizonDays, ledgerGaps }: { readonly horizonDays: number; readonly ledgerGaps: number },
): UpliftReport['campaigns'][number] {
  const record = records.find((one) => one.campaign === campaign.name);
  const otherHorizon = campaign.horizonDays !== horizonDays;
  return {
    name: campaign.name,
    horizonDays: campaign.horizonDays,
    first: dates[0]!.asOf,
    last: dates.at(-1)!.asOf,
    contact: record?.contact.known ?? 0,
    control: record?.control.known ?? 0,
    fault:
      record === undefined
        ? 'few'
        : (faultOf(record, { ledgerGaps }) ?? (otherHorizon ? 'other-horizon' : null)),
  };
}
