import type { ListManifest } from '../../contracts/artefacts/list-manifest.ts';
import { type ModelEntry, retention } from '../../contracts/artefacts/model-entry.ts';
import type { Run } from '../../contracts/artefacts/plan.ts';
import type { StageRecord } from '../../contracts/artefacts/stage-record.ts';
import type { UpliftReport } from '../../contracts/artefacts/uplift-report.ts';
import { sqlInstant, startOfDay } from '../../contracts/business-day.ts';
import type { Campaign } from '../../contracts/campaign.ts';
import { playsOf } from '../../contracts/config/cross-checks.ts';
import { defaultPlays } from '../../contracts/config/default-plays.ts';
import { DataRefusedError, HoldfastError } from '../../contracts/errors.ts';
import { keys } from '../../contracts/keys.ts';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import { announceDate } from '../published/move-index.ts';
import { loadModel } from '../registry/model-store.ts';
import { standingNotes, standingSentence } from '../reports/sentences/standing-sentences.ts';
import { campaignsOn, globalControlOf } from '../targeting/campaign.ts';
import { readListBefore } from '../targeting/changes/list-before.ts';
import { type ChooseRequest, chooseListed, refillListed } from '../targeting/choose-listed.ts';
import { pricePlays } from '../targeting/contact-cost.ts';
import { changedNotes, launchedOn } from '../targeting/declared-at-launch.ts';
import { drawListed } from '../targeting/draw-listed.ts';
import { countEscalations, escalationTable } from '../targeting/escalations/escalation-table.ts';
import { createOpenEscalations, escalate } from '../targeting/escalations/open-escalations.ts';
import type { ExplainRequest } from '../targeting/explain-listed.ts';
import type { FillRequest } from '../targeting/fill-list.ts';
import { readHappened } from '../targeting/happened/happened.ts';
import { learnedColumns, learnedOf } from '../targeting/learned.ts';
import { nextFile } from '../targeting/ledger.ts';
import { limitsOf } from '../targeting/limits.ts';
import { makeLists } from '../targeting/make-lists.ts';
import { cheapestContact } from '../targeting/plays.ts';
import { profitBySize } from '../targeting/profit-by-size.ts';
import { publishLists } from '../targeting/publish-lists.ts';
import { createRanked, type RankThresholds } from '../targeting/rank.ts';
import { attachLedger, readCampaignCounts } from '../targeting/read-ledger.ts';
import { createReturning } from '../targeting/returning/create-returning.ts';
import { addSpend, nothingSpent, readDrawnPlays } from '../targeting/spend.ts';
import { stageLists } from '../targeting/stage-lists.ts';
import { attachScored } from './attach-scored.ts';
import { besideLists, listedOn, referralsSoFar } from './beside-lists.ts';
import { withOutlooks } from './outlook.ts';
import type { RunEnvironment } from './run.ts';
import { seedOf } from './seed.ts';
import { findRecord, keyOf, recordOf, resultOf, runStage, standingRecord } from './stage.ts';

/** Ranks, leaves alone whom it must, says why, draws who is held out, and publishes the lists of the as-of date. */
export async function list(run: Run, environment: RunEnvironment): Promise<StageRecord<'list'>> {
  const record = await runStage('list', run, environment, async (run) => {
    const warehouse = await environment.openWarehouse();
    try {
      return { result: await draw(run, environment, warehouse), wrote: [keys.stagedLists(run.id)] };
    } finally {
      await warehouse.close();
    }
  });
  await announceDate(environment.store, run.asOf);
  await publishLists(environment.store, run.id, run.asOf);
  return record;
}

async function draw(run: Run, environment: RunEnvironment, warehouse: Warehouse): Promise<ListManifest> {
  const { store } = environment;
  const { asOf, config } = run;
  const { entry, explainFor } = await explainer(run, environment);
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
  const taught = (await findRecord(store, run, 'uplift'))?.result ?? null;
  const learned = learnedOf(taught);
  if (learned !== null) await warehouse.attach('gains', keys.gains(keyOf(run, 'uplift')));
  const unspent = campaigns.map((campaign) => ({ ...fillOf(run, campaign), learned }));
  const returning = await createReturning(warehouse, store, {
    ...{ asOf, config, scores: 'scores', prefix: `${keys.candidates(run.id)}gone/` },
  });
  const thresholds = await rank(run, warehouse, unspent, returning !== null);
  const fills = await Promise.all(unspent.map((fill) => withSpent(warehouse, fill)));
  const asOfAt = sqlInstant(startOfDay(asOf, config.business.timeZone));
  const prefix = `${keys.candidates(run.id)}selection/`;
  const escalations = await escalationsOf(run, warehouse, store, asOfAt);
  const { limits } = fills[0]!;
  const globalControl = globalControlOf(config);
  const winBackSize = config.targeting.listSize;
  const chooseFor = (now: readonly FillRequest[]): ChooseRequest => ({
    select: {
      ...{ asOf, asOfAt, campaigns, ranked: 'ranked_scores', limits, prefix },
      learned: [
        ...(learned === null ? [] : learnedColumns(learned)),
        ...(returning === null ? [] : ['return_chance']),
      ],
    },
    explain: explainFor(now),
    gone: winBackSize,
    exploration: config.targeting.exploration ?? null,
  });
  const drawnBefore = await readCampaignCounts(warehouse);
  const drawn = await drawListed(store, await chooseListed(warehouse, store, chooseFor(fills)), {
    asOf,
    run: run.id,
    fills,
    globalControl,
    file,
    counts: drawnBefore,
    refill: (selection, { fills: now, draws }) =>
      refillListed(warehouse, store, selection, { ...chooseFor(now), draws }),
  });
  const before = await readListBefore(warehouse, store, {
    asOf,
    days: config.targeting.changesOverDays,
    ranked: 'ranked_scores',
    prefix: `${keys.candidates(run.id)}before/`,
  });
  const seed = seedOf(run, 'list');
  const { savePrior } = thresholds;
  const { selection, counts } = drawn;
  const lists = makeLists(selection, {
    asOf,
    fills: drawn.fills,
    globalControl,
    winBackSize,
    counts,
    savePrior,
    language: config.business.language,
    seed,
    before,
  });
  const beside = await besideLists(run, warehouse, store, {
    asOfAt,
    limits,
    elsewhere: listedOn(asOf, selection, lists),
    draws: { globalControl, file, counts: drawnBefore },
  });
  const referrals = await referralsSoFar(run, warehouse, asOfAt);
  const campaignsSeen = await withOutlooks(
    warehouse,
    run,
    checked,
    lists.campaigns.map((summary, i) => ({ summary, campaign: drawn.fills[i]!.campaign })),
  );
  return stageLists(
    store,
    {
      ...lists,
      campaigns: campaignsSeen,
      notes: [
        ...entry.doubts,
        ...launched.flatMap(changedNotes),
        ...lists.notes,
        ...beside.flatMap(({ notes }) => notes),
      ],
    },
    selection,
    {
      asOf,
      ranking: [...standingNotes(entry.standings), ...(taught === null ? [notLearned] : [])],
      uplift: withCampaigns(taught),
      run: run.id,
      csv: config.targeting.csv,
      escalations,
      beside,
      returning,
      referrals,
      deliver: config.targeting.deliver,
      happened: await happenedSince(run, warehouse, asOfAt),
      profitBySize: await profitBySize(warehouse, {
        ranked: 'ranked_scores',
        savedShare: config.targeting.savedShare,
        priorityAbove: thresholds.priorityAbove,
        byGain: learned !== null,
        listSize: selection.candidates.length === 0 ? 0 : lists.funnel.listed,
      }),
      assumptions: assumptionsOf(run, thresholds, fills, entry),
    },
  );
}

/** Flags complaints of customers of high value; whoever waits for an answer is on no other list. */
async function escalationsOf(run: Run, warehouse: Warehouse, store: ObjectStore, asOfAt: string) {
  const { asOf, config } = run;
  const ranked = 'ranked_scores';
  const said = config.targeting.escalations;
  await createOpenEscalations(warehouse, said === undefined ? null : { asOfAt, ranked, config: said });
  if (said === undefined) return null;
  const at = { asOf, asOfAt: startOfDay(asOf, config.business.timeZone) };
  const open = await escalate(warehouse, store, {
    ...at,
    sqlAsOfAt: asOfAt,
    ranked,
    run: run.id,
    config: said,
    prefix: `${keys.candidates(run.id)}escalated/`,
  });
  return { table: escalationTable(open, at), counts: countEscalations(open, at) };
}

/** Where contacts are mapped, what earlier lists planned is held against them. */
async function happenedSince({ asOf, config }: Run, warehouse: Warehouse, asOfAt: string) {
  if (config.sources.touches === undefined) return null;
  return readHappened(warehouse, { asOf, asOfAt, timeZone: config.business.timeZone });
}

function fillOf({ asOf, config }: Run, campaign: Campaign): FillRequest {
  const { targeting, business } = config;
  const plays = pricePlays(targeting.plays ?? defaultPlays, campaign, business.currency);
  return {
    campaign,
    asOf,
    limits: limitsOf(config),
    plays: playsOf(campaign, plays),
    savedShare: targeting.savedShare,
    spent: nothingSpent,
  };
}

/** A campaign's budget is of all its lists: what the ledger says it has spent so far. */
async function withSpent(warehouse: Warehouse, fill: FillRequest): Promise<FillRequest> {
  const { campaign, plays, spent } = fill;
  if (campaign.budget === null || campaign.starts === null) return fill;
  return { ...fill, spent: addSpend(spent, await readDrawnPlays(warehouse, campaign.name), plays) };
}

/** Nothing to say where no campaign is finished. */
const withCampaigns = (taught: UpliftReport | null): ListManifest['uplift'] =>
  taught === null || taught.campaigns.length === 0 ? null : taught;

const notLearned =
  'Value at risk ranks: what finished campaigns teach is not known, as the stage uplift failed; the log says why.';

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
    `${place} is not as it was scored: a file was changed or removed since. Run the score stage again, which scores anew what is not as it was.`,
  );
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
    learned: learned && { ...learned, gains: 'gains', priced, savedShare: targeting.savedShare },
  };
  return createRanked(warehouse, returning ? 'scores_returning' : 'scores', { ...request, returning });
}

async function explainer(
  run: Run,
  environment: RunEnvironment,
): Promise<{ entry: ModelEntry; explainFor: (fills: readonly FillRequest[]) => ExplainRequest }> {
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
  return { entry, explainFor };
}

/** What the lists take for given, in words that a reader of the manifest can check. */
function assumptionsOf(
  { config }: Run,
  { savePrior, ...thresholds }: RankThresholds,
  fills: readonly FillRequest[],
  { version, extrapolation }: ModelEntry,
): ListManifest['assumptions'] {
  const { churn, clv } = config;
  return {
    model: version,
    currency: config.business.currency,
    churnHorizonDays: churn.horizonDays,
    lookbackDays: churn.lookbackDays,
    clvHorizonDays: clv.horizonDays,
    discountRate: clv.discountRate,
    ...thresholds,
    savePrior: savePrior.map((point) => [...point]),
    ...(config.targeting.consent ? { consentAssumed: config.targeting.consent.assumed } : {}),
    savedShare: config.targeting.savedShare,
    plays: fills.flatMap(({ campaign, plays }) =>
      plays.map(({ name, channel, cost, guessed }) => ({
        campaign: campaign.name,
        name,
        channel,
        cost,
        guessed,
      })),
    ),
    extrapolationFactors: [...extrapolation.factors],
  };
}
