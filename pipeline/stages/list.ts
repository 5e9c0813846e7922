import type { ListManifest } from '../../contracts/artefacts/list-manifest.ts';
import type { Run } from '../../contracts/artefacts/plan.ts';
import type { StageRecord } from '../../contracts/artefacts/stage-record.ts';
import type { UpliftReport } from '../../contracts/artefacts/uplift-report.ts';
import { startOfDay } from '../../contracts/business-day.ts';
import { keys } from '../../contracts/keys.ts';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import { rhythmNotes } from '../features/rhythm-notes.ts';
import { announceDate } from '../published/move-index.ts';
import { refuseLostDraws } from '../published/whole-ledger.ts';
import { standingNotes } from '../reports/sentences/standing-sentences.ts';
import type { BesideList } from '../targeting/beside/beside-list.ts';
import { countLate } from '../targeting/beside/count-late.ts';
import { globalControlOf, standsInNotes } from '../targeting/campaign.ts';
import { summariseGlobal } from '../targeting/campaign-summary.ts';
import { readListBefore } from '../targeting/changes/list-before.ts';
import { type ChooseRequest, chooseListed, refillListed } from '../targeting/choose-listed.ts';
import { changedNotes } from '../targeting/declared-at-launch.ts';
import { drawListed } from '../targeting/draw-listed.ts';
import { readTimeToAction } from '../targeting/escalations/acted.ts';
import { countEscalations, escalationTable } from '../targeting/escalations/escalation-table.ts';
import { createOpenEscalations, escalate } from '../targeting/escalations/open-escalations.ts';
import type { FillRequest } from '../targeting/fill-list.ts';
import { readHappened } from '../targeting/happened/happened.ts';
import { learnedColumns } from '../targeting/learned.ts';
import { type Lists, makeLists } from '../targeting/make-lists.ts';
import { profitBySize } from '../targeting/profit-by-size.ts';
import { publishLists } from '../targeting/publish-lists.ts';
import { readCampaignCounts } from '../targeting/read-ledger.ts';
import { createSaidMoods } from '../targeting/said-moods.ts';
import type { Selection } from '../targeting/select-customers.ts';
import { stageLists } from '../targeting/stage-lists.ts';
import { unknownFactNotes } from '../targeting/unknown-facts.ts';
import { untriedNotes } from '../targeting/untried-plays.ts';
import { besideLists, listedOn, referralsSoFar } from './beside-lists.ts';
import { assumptionsOf } from './list-assumptions.ts';
import { budgetNotes, withOutlooks } from './outlook.ts';
import { type Ground, prepareLists, ranked } from './prepare-lists.ts';
import { attachMoods } from './read-moods.ts';
import type { RunEnvironment } from './run.ts';
import { seedOf } from './seed.ts';
import { runStage } from './stage.ts';

/** Ranks, leaves alone whom it must, says why, draws who is held out, and publishes the lists of the as-of date. */
export async function list(run: Run, environment: RunEnvironment): Promise<StageRecord<'list'>> {
  await refuseLostDraws(environment.store);
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
  const ground = await prepareLists(run, environment, warehouse);
  const { entry, launched, fills, taught, returning, thresholds, asOfAt } = ground;
  await createSaidMoods(warehouse, { asOfAt, withMoods: await attachMoods(run, warehouse, store) });
  const escalations = await escalationsOf(run, warehouse, store, asOfAt);
  const made = await drawAndMake(run, environment, warehouse, ground);
  const { selection, lists, beside } = made;
  const referrals = await referralsSoFar(run, warehouse, asOfAt);
  const campaigns = await campaignsSeen(run, warehouse, ground, made);
  const notes = [
    ...rhythmNotes(ground.checked, run.config),
    ...entry.doubts,
    ...launched.flatMap(changedNotes),
    ...ground.notes,
    ...standsInNotes(run.config, run.asOf),
    ...untriedNotes(fills),
    ...(await unknownFactNotes(warehouse, run.config)),
    ...budgetNotes(campaigns),
    ...lists.notes,
    ...beside.flatMap((one) => one.notes),
  ];
  return stageLists(store, { ...lists, campaigns, notes }, selection, {
    asOf: run.asOf,
    ranking: [...standingNotes(entry.standings), ...(taught === null ? [notLearned] : [])],
    uplift: withCampaigns(taught),
    run: run.id,
    csv: run.config.targeting.csv,
    escalations,
    beside,
    returning,
    referrals,
    deliver: run.config.targeting.deliver,
    happened: await happenedSince(run, warehouse, asOfAt),
    profitBySize: await profitOf(run, warehouse, ground, made),
    assumptions: assumptionsOf(run, thresholds, fills, entry),
  });
}

/** The lists of the campaigns, drawn, and those beside them. */
interface MadeLists {
  readonly selection: Selection;
  readonly fills: readonly FillRequest[];
  readonly lists: Lists;
  readonly beside: readonly BesideList[];
}

async function drawAndMake(
  run: Run,
  { store }: RunEnvironment,
  warehouse: Warehouse,
  ground: Ground,
): Promise<MadeLists> {
  const { asOf, config } = run;
  const { file, fills, thresholds, asOfAt } = ground;
  const choose = chooser(run, ground);
  const globalControl = globalControlOf(config);
  const drawnBefore = await readCampaignCounts(warehouse);
  const drawn = await drawListed(store, await chooseListed(warehouse, store, choose(fills)), {
    ...{ asOf, run: run.id, fills, globalControl, file, counts: drawnBefore },
    refill: (selection, { fills: now, draws }) =>
      refillListed(warehouse, store, selection, { ...choose(now), draws }),
  });
  const { selection } = drawn;
  const lists = makeLists(selection, {
    ...{ asOf, fills: drawn.fills, globalControl, counts: drawn.counts, savePrior: thresholds.savePrior },
    winBackSize: config.targeting.listSize,
    language: config.business.language,
    seed: seedOf(run, 'list'),
    before: await readListBefore(warehouse, store, {
      asOf,
      days: config.targeting.changesOverDays,
      ranked,
      prefix: `${keys.candidates(run.id)}before/`,
    }),
  });
  const beside = await besideLists(run, warehouse, store, {
    asOfAt,
    limits: fills[0]!.limits,
    elsewhere: listedOn(asOf, selection, lists),
    draws: { globalControl, file, counts: drawnBefore },
  });
  const counts = countLate({ counts: drawn.counts, selection, beside, file });
  const members = globalControl && summariseGlobal(globalControl, counts);
  return { selection, fills: drawn.fills, lists: { ...lists, globalControl: members }, beside };
}

/** How the customers are chosen from whom campaigns fill their lists, and given their reasons. */
const chooser =
  ({ id, asOf, config }: Run, { campaigns, fills, learned, returning, explainFor, asOfAt }: Ground) =>
  (now: readonly FillRequest[]): ChooseRequest => ({
    select: {
      ...{ asOf, asOfAt, campaigns, ranked, limits: fills[0]!.limits },
      prefix: `${keys.candidates(id)}selection/`,
      learned: [
        ...(learned === null ? [] : learnedColumns(learned)),
        ...(returning === null ? [] : ['return_chance']),
      ],
    },
    explain: explainFor(now),
    gone: config.targeting.listSize,
    exploration: config.targeting.exploration ?? null,
  });

/** Each campaign's summary, with what its comparison can show. */
const campaignsSeen = (
  run: Run,
  warehouse: Warehouse,
  { checked }: Ground,
  { selection, lists, fills }: MadeLists,
): ReturnType<typeof withOutlooks> =>
  withOutlooks(
    warehouse,
    run,
    { checked, selection },
    lists.campaigns.map((summary, i) => ({ summary, fill: fills[i]! })),
  );

const profitOf = (
  { config }: Run,
  warehouse: Warehouse,
  { thresholds, learned }: Ground,
  { selection, lists }: MadeLists,
): ReturnType<typeof profitBySize> =>
  profitBySize(warehouse, {
    ranked,
    savedShare: config.targeting.savedShare,
    priorityAbove: thresholds.priorityAbove,
    byGain: learned !== null,
    listSize: selection.candidates.length === 0 ? 0 : lists.funnel.listed,
  });

/** Flags complaints of customers of high value; whoever waits for an answer is on no other list. */
async function escalationsOf(run: Run, warehouse: Warehouse, store: ObjectStore, asOfAt: string) {
  const { asOf, config } = run;
  const said = config.targeting.escalations;
  if (said === undefined) {
    await createOpenEscalations(warehouse, null);
    return null;
  }
  await createOpenEscalations(warehouse, { asOfAt, ranked, config: said });
  const at = { asOf, asOfAt: startOfDay(asOf, config.business.timeZone) };
  const open = await escalate(warehouse, store, {
    ...at,
    sqlAsOfAt: asOfAt,
    ranked,
    run: run.id,
    config: said,
    prefix: `${keys.candidates(run.id)}escalated/`,
  });
  return {
    table: escalationTable(open, { ...at, config: said, timeZone: config.business.timeZone }),
    counts: {
      ...countEscalations(open, at),
      toAction: await readTimeToAction(warehouse, store, {
        asOfAt: at.asOfAt,
        sqlAsOfAt: asOfAt,
        prefix: `${keys.candidates(run.id)}acted/`,
      }),
    },
  };
}

/** Where contacts are mapped, what earlier lists planned is held against them. */
async function happenedSince({ asOf, config }: Run, warehouse: Warehouse, asOfAt: string) {
  if (config.sources.touches === undefined) return null;
  return readHappened(warehouse, { asOf, asOfAt, timeZone: config.business.timeZone });
}

/** Nothing to say where no campaign is finished. */
const withCampaigns = (taught: UpliftReport | null): ListManifest['uplift'] =>
  taught === null || taught.campaigns.length === 0 ? null : taught;

const notLearned =
  'Value at risk ranks: what finished campaigns teach is not known, as the stage uplift failed; the log says why.';
