import type { ListManifest } from '../../contracts/artefacts/list-manifest.ts';
import type { ModelEntry } from '../../contracts/artefacts/model-entry.ts';
import type { Run } from '../../contracts/artefacts/plan.ts';
import type { StageRecord } from '../../contracts/artefacts/stage-record.ts';
import { sqlInstant, startOfDay } from '../../contracts/business-day.ts';
import { keys } from '../../contracts/keys.ts';
import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import { loadModel } from '../registry/model-store.ts';
import { attachCleanTables } from '../sources/check-sources.ts';
import { explainListed } from '../targeting/explain-listed.ts';
import { makeLists } from '../targeting/make-lists.ts';
import { publishLists } from '../targeting/publish-lists.ts';
import { findThresholds, type RankThresholds, rankedSelect } from '../targeting/rank.ts';
import { type Selection, selectCustomers } from '../targeting/select-customers.ts';
import { stageLists } from '../targeting/stage-lists.ts';
import { type RunEnvironment, seedOf } from './run.ts';
import { resultOf, runStage } from './stage.ts';

/** Ranks, leaves alone whom it must, draws the holdout, says why, and publishes the lists of the as-of date. */
export async function list(run: Run, environment: RunEnvironment): Promise<StageRecord<'list'>> {
  const record = await runStage('list', run, environment, async () => {
    const warehouse = await environment.openWarehouse();
    try {
      const { selection, thresholds } = await select(run, environment, warehouse);
      const { crowned } = await resultOf('train', run, environment);
      const { explained, entry } = await explain(run, environment, warehouse, selection, crowned.version);
      const lists = makeLists(explained, {
        asOf: run.asOf,
        run: run.id,
        targeting: run.config.targeting,
        timeZone: run.config.business.timeZone,
        seed: seedOf(run, 'list'),
      });
      const assumptions = assumptionsOf(run, thresholds, entry);
      const { csv } = run.config.targeting;
      const result = await stageLists(environment.store, lists, {
        asOf: run.asOf,
        run: run.id,
        csv,
        assumptions,
      });
      return { result, wrote: [keys.stagedLists(run.id)] };
    } finally {
      await warehouse.close();
    }
  });
  await publishLists(environment.store, run.id, run.asOf);
  return record;
}

async function select(
  run: Run,
  environment: RunEnvironment,
  warehouse: Warehouse,
): Promise<{ selection: Selection; thresholds: RankThresholds }> {
  const { targeting, business } = run.config;
  const checked = await resultOf('check', run, environment);
  await resultOf('score', run, environment); // has counted the scores
  await attachCleanTables(warehouse, checked, (source) => keys.clean(run.id, source));
  await warehouse.attach('scores', keys.scores(run.id));
  const thresholds = await findThresholds(warehouse, 'scores', targeting);
  await warehouse.create('ranked_scores', rankedSelect('scores', thresholds, targeting));
  const selection = await selectCustomers(warehouse, environment.store, {
    asOfAt: sqlInstant(startOfDay(run.asOf, business.timeZone)),
    ranked: 'ranked_scores',
    listSize: targeting.listSize,
    limits: { ...targeting, timeZone: business.timeZone },
    prefix: `${keys.candidates(run.id)}selection/`,
  });
  return { selection, thresholds };
}

async function explain(
  run: Run,
  environment: RunEnvironment,
  warehouse: Warehouse,
  selection: Selection,
  version: string,
): Promise<{ explained: Selection; entry: ModelEntry }> {
  const report = await resultOf('features', run, environment);
  const names = report.features.map(({ name }) => name);
  const { model, entry } = await loadModel(environment.store, version, names);
  const explained = await explainListed(warehouse, environment.store, selection, {
    model,
    report,
    features: `${keys.features(run.id)}as_of=${run.asOf}/`,
    prefix: `${keys.candidates(run.id)}explained/`,
    targeting: run.config.targeting,
    business: run.config.business,
  });
  return { explained, entry };
}

/** What the lists take for given, in words that a reader of the manifest can check. */
function assumptionsOf(
  { config }: Run,
  thresholds: RankThresholds,
  { version, extrapolation }: ModelEntry,
): ListManifest['assumptions'] {
  const { churn, clv, targeting } = config;
  return {
    model: version,
    currency: config.business.currency,
    churnHorizonDays: churn.horizonDays,
    lookbackDays: churn.lookbackDays,
    clvHorizonDays: clv.horizonDays,
    discountRate: clv.discountRate,
    atRiskAbove: thresholds.atRiskAbove,
    highValueFrom: thresholds.highValueFrom,
    goneAbove: targeting.goneAbove,
    ...(targeting.consent ? { consentAssumed: targeting.consent.assumed } : {}),
    savePrior: targeting.savePrior.map((point) => [...point]),
    extrapolationFactors: [...extrapolation.factors],
  };
}
