import type { CheckReport } from '../../contracts/artefacts/check-report.ts';
import type { FeatureReport } from '../../contracts/artefacts/feature-report.ts';
import { type ModelEntry, retention } from '../../contracts/artefacts/model-entry.ts';
import type { Run } from '../../contracts/artefacts/plan.ts';
import type { Returning } from '../../contracts/artefacts/returning.ts';
import type { UpliftReport } from '../../contracts/artefacts/uplift-report.ts';
import { sqlInstant, startOfDay } from '../../contracts/business-day.ts';
import type { Campaign } from '../../contracts/campaign.ts';
import type { DeclaredCampaign } from '../../contracts/config/campaigns.ts';
import { playsOf } from '../../contracts/config/cross-checks.ts';
import { defaultPlays } from '../../contracts/config/default-plays.ts';
import { DataRefusedError, HoldfastError } from '../../contracts/errors.ts';
import { keys } from '../../contracts/keys.ts';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import { loadModel } from '../registry/model-store.ts';
import { moodSentences } from '../reports/sentences/feature-mood-sentences.ts';
import { standingSentence } from '../reports/sentences/standing-sentences.ts';
import { campaignsOn } from '../targeting/campaign.ts';
import { type PricedPlay, pricePlays } from '../targeting/contact-cost.ts';
import { launchedOn } from '../targeting/declared-at-launch.ts';
import { shownHarm } from '../targeting/do-not-disturb.ts';
import type { ExplainRequest } from '../targeting/explain-listed.ts';
import type { FillRequest } from '../targeting/fill-list.ts';
import { type Learned, learnedOf } from '../targeting/learned.ts';
import { nextFile } from '../targeting/ledger.ts';
import { limitsOf } from '../targeting/limits.ts';
import {
  type ListedAgain,
  nobodyAgain,
  readListedAgain,
  unknownSpendNotes,
} from '../targeting/listed-again.ts';
import { readPlayRoom, unknownNotes } from '../targeting/play-room.ts';
import { cheapestContact } from '../targeting/plays.ts';
import { createRanked, type RankThresholds } from '../targeting/rank.ts';
import type { LearnedRanking } from '../targeting/rank-by-gain.ts';
import { attachLedger } from '../targeting/read-ledger.ts';
import { createReturning } from '../targeting/returning/create-returning.ts';
import { addSpend, nothingSpent, readDrawnPlays } from '../targeting/spend.ts';
import { attachScored } from './attach-scored.ts';
import type { RunEnvironment } from './run.ts';
import { findRecord, keyOf, recordOf, resultOf, standingRecord } from './stage.ts';

/** What the lists of a date are made from. */
export interface Ground {
  readonly entry: ModelEntry;
  readonly checked: CheckReport;
  readonly launched: Awaited<ReturnType<typeof launchedOn>>;
  readonly campaigns: readonly Campaign[];
  /** A request for each campaign, in their order, with what each has spent. */
  readonly fills: readonly FillRequest[];
  readonly explainFor: (fills: readonly FillRequest[]) => ExplainRequest;
  /** What finished campaigns taught; null where that is not known. */
  readonly taught: UpliftReport | null;
  readonly learned: Learned | null;
  readonly returning: Returning | null;
  readonly thresholds: RankThresholds;
  /** What is not known of earlier lists, so that it is not counted; and other moods than the model learned with. */
  readonly notes: readonly string[];
  /** Number of the ledger's next file when it was read. */
  readonly file: number;
  /** The as-of date's first instant, for SQL. */
  readonly asOfAt: string;
}

/** Table of the scores, each with where it stands. */
export const ranked = 'ranked_scores';

/**
 * Makes the tables that lists are made from, and ranks.
 * @throws DataRefusedError where the model ranks no better than chance
 * @throws HoldfastError where scores are not as they were written
 */
export async function prepareLists(
  run: Run,
  environment: RunEnvironment,
  warehouse: Warehouse,
): Promise<Ground> {
  const { store } = environment;
  const { asOf, config } = run;
  const { entry, moods, explainFor } = await explainer(run, environment);
  refuseUnranked(entry, store.locate(keys.modelFile(retention, entry.version, 'card.html')));
  await refuseChangedScores(run, environment);
  const checked = await attachScored(run, environment, warehouse);
  const file = await nextFile(store); // before the ledger is read: what comes later is found when this number is taken
  await attachLedger(warehouse, store, file);
  const launched = await launchedOn(store, {
    campaigns: config.campaigns,
    asOf,
    run: run.id,
    currency: config.business.currency,
  });
  const campaigns = campaignsOn({ ...config, campaigns: launched.map(({ campaign }) => campaign) }, asOf);
  const { taught, learned } = await attachGains(run, environment, warehouse);
  const unspent = campaigns.map((campaign) => fillOf(run, campaign, learned));
  const returning = await createReturning(warehouse, store, {
    ...{ asOf, config, scores: 'scores', prefix: `${keys.candidates(run.id)}gone/` },
  });
  const thresholds = await rank(run, warehouse, unspent, returning !== null);
  const room = await readPlayRoom(store, config.targeting.plays ?? defaultPlays, asOf);
  const notes = [...moodSentences(entry.moods, moods), ...unknownNotes(room)];
  const fills: FillRequest[] = [];
  for (const fill of unspent) {
    const calendar = launched.find(({ campaign }) => campaign.name === fill.campaign.name)?.campaign;
    const again = await listedAgain(store, fill, calendar);
    notes.push(...unknownSpendNotes(fill.campaign.name, again));
    fills.push(await withSpent(warehouse, { ...fill, room }, again));
  }
  const asOfAt = sqlInstant(startOfDay(asOf, config.business.timeZone));
  return {
    ...{ entry, explainFor, checked, launched, campaigns, fills },
    ...{ taught, learned, returning, thresholds, notes, file, asOfAt },
  };
}

/** What finished campaigns taught, with the table `gains` where it may rank; null where that is not known. */
export async function attachGains(
  run: Run,
  { store }: RunEnvironment,
  warehouse: Warehouse,
): Promise<Pick<Ground, 'taught' | 'learned'>> {
  const taught = (await findRecord(store, run, 'uplift'))?.result ?? null;
  const learned = learnedOf(taught);
  if (learned !== null) await warehouse.attach('gains', keys.gains(keyOf(run, 'uplift')));
  return { taught, learned };
}

/** How gains rank among plays; null where value at risk ranks. */
export const rankingBy = (
  learned: Learned | null,
  priced: readonly PricedPlay[],
  savedShare: number,
): LearnedRanking | null => learned && { ...learned, gains: 'gains', priced, savedShare };

async function explainer(
  run: Run,
  environment: RunEnvironment,
): Promise<Pick<Ground, 'entry' | 'explainFor'> & Pick<FeatureReport, 'moods'>> {
  const { crowned } = await resultOf('train', run, environment);
  const report = await resultOf('features', run, environment);
  const names = report.features.map(({ name }) => name);
  const { model, entry } = await loadModel(environment.store, crowned.version, names);
  const explainFor = (fills: readonly FillRequest[]): ExplainRequest => ({
    model,
    report,
    features: `${keys.features(keyOf(run, 'features'))}as_of=${run.asOf}/`,
    prefix: `${keys.candidates(run.id)}explained/`,
    fills,
    currency: run.config.business.currency,
  });
  return { entry, moods: report.moods, explainFor };
}

/** An order no better than chance is no list. */
function refuseUnranked({ standings }: ModelEntry, card: string): void {
  if (standings.churn.ranks !== 'nobody') return;
  throw new DataRefusedError(
    `${standingSentence('churn', standings.churn)} More customers, a longer history or a horizon within which more leave may change that; the model's card is ${card}.`,
  );
}

/** What is listed must be what was scored and counted. */
async function refuseChangedScores(run: Run, { store }: RunEnvironment): Promise<void> {
  await recordOf('score', run, store);
  if ((await standingRecord('score', run, store)) !== null) return;
  const place = store.locate(keys.scores(keyOf(run, 'score')));
  throw new HoldfastError(
    `${place} is not as it was scored: a file was changed or removed since. Run the score stage again, which scores again what was changed.`,
  );
}

function fillOf({ asOf, config }: Run, campaign: Campaign, learned: Learned | null): FillRequest {
  const { targeting, business } = config;
  const plays = pricePlays(targeting.plays ?? defaultPlays, campaign, business.currency);
  return {
    campaign,
    asOf,
    limits: { ...limitsOf(config), harm: shownHarm(learned) },
    learned,
    plays: playsOf(campaign, plays),
    savedShare: targeting.savedShare,
    spent: nothingSpent,
  };
}

/** Whom waves of a campaign with a budget contact anew. */
const listedAgain = (
  store: ObjectStore,
  fill: FillRequest,
  declared?: DeclaredCampaign,
): Promise<ListedAgain> =>
  fill.campaign.budget === null || declared === undefined
    ? Promise.resolve(nobodyAgain)
    : readListedAgain(store, declared, fill.asOf);

/** A campaign's budget is of all its lists: what the ledger says it has drawn so far, and whom its waves contact anew. */
async function withSpent(
  warehouse: Warehouse,
  fill: FillRequest,
  { contacts, paid }: ListedAgain,
): Promise<FillRequest> {
  const { campaign, plays, spent } = fill;
  if (campaign.budget === null || campaign.starts === null) return fill;
  const drawn = await readDrawnPlays(warehouse, campaign.name);
  return { ...fill, spent: addSpend(spent, [...drawn, ...contacts], plays), paid };
}

/** Makes the scores the table `ranked_scores`, each with where it stands. */
function rank(
  run: Run,
  warehouse: Warehouse,
  fills: readonly FillRequest[],
  returning: boolean,
): Promise<RankThresholds> {
  const { targeting } = run.config;
  const priced = fills.flatMap(({ plays }) => plays);
  const learned = fills[0]?.learned ?? null;
  const request = {
    ...targeting,
    cheapestContact: cheapestContact(priced),
    learned: rankingBy(learned, priced, targeting.savedShare),
  };
  return createRanked(warehouse, returning ? 'scores_returning' : 'scores', { ...request, returning });
}
