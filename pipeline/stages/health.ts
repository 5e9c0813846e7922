import { isDeepStrictEqual } from 'node:util';
import type { EarlierRun, HealthReport, MaturedReport } from '../../contracts/artefacts/health-report.ts';
import type { Run } from '../../contracts/artefacts/plan.ts';
import type { ScoreReport } from '../../contracts/artefacts/score-report.ts';
import type { StageRecord } from '../../contracts/artefacts/stage-record.ts';
import { keys } from '../../contracts/keys.ts';
import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import { alarmSentences } from '../health/alarm-sentences.ts';
import { type Measured, onSample, sampleShare } from '../health/draw-sample.ts';
import { maturedRuns } from '../health/earlier-runs.ts';
import { judgeRun } from '../health/judge-matured.ts';
import { writeMaturedScores } from '../health/matured-scores.ts';
import { measureDrift, measureEstimate } from '../health/measure-drift.ts';
import { readBaseline } from '../health/read-baseline.ts';
import { readScores } from '../health/read-scores.ts';
import { healthRule, mostCustomers } from '../health/rule.ts';
import { readEntry } from '../registry/model-store.ts';
import { standingNotes } from '../reports/sentences/standing-sentences.ts';
import { attachCleanTables } from '../sources/clean-tables.ts';
import type { RunEnvironment } from './run.ts';
import { declared, keyOf, resultOf, runStage } from './stage.ts';

/**
 * After scoring: how far customers and scores have moved from what the model was judged on, how well it should do on
 * them, and how earlier scores turned out. It reports and never refuses: the list does not wait for it.
 */
export function health(run: Run, environment: RunEnvironment): Promise<StageRecord<'health'>> {
  const { store } = environment;
  const work = async (run: Run, key: string) => {
    const scored = await resultOf('score', run, environment);
    const notes: string[] = [];
    const warehouse = await environment.openWarehouse();
    const looked = await look({ run, environment, warehouse, notes }, scored).finally(() =>
      warehouse.close(),
    );
    const { drift, estimate, matured } = looked;
    const { standings } = await readEntry(store, scored.model);
    const unranked = standings.churn.ranks === 'nobody';
    const result: HealthReport = {
      run: run.id,
      asOf: run.asOf,
      model: scored.model,
      rule: healthRule,
      drift,
      estimate,
      matured,
      alarms: [
        ...(unranked ? standingNotes(standings).map(withoutStop) : []),
        ...alarmSentences(drift, estimate, matured),
      ],
      notes: [...(unranked ? [] : standingNotes(standings)), ...notes],
    };
    for (const alarm of result.alarms) environment.progress.note(alarm);
    const written = (await store.list(keys.matured(key))).length > 0;
    return { result, wrote: written ? [keys.matured(key)] : [] };
  };
  return runStage('health', run, environment, {
    work,
    holds: ({ result }) => sameEarlierRuns(run, environment, result),
  });
}

const withoutStop = (sentence: string): string => sentence.replace(/\.$/, '');

/** Which earlier runs have matured is no part of the key: where there are others by now, health is measured again. */
async function sameEarlierRuns(
  run: Run,
  { store }: RunEnvironment,
  { matured }: HealthReport,
): Promise<boolean> {
  const now = await maturedRuns(store, declared(run, 'health').config, run.asOf);
  const named = (runs: readonly EarlierRun[]) => runs.map(({ scores, model }) => `${scores} ${model}`);
  return isDeepStrictEqual(named(now), named(matured));
}

/** What health looks at, and where it notes what could not be measured. */
interface Look {
  readonly run: Run;
  readonly environment: RunEnvironment;
  readonly warehouse: Warehouse;
  readonly notes: string[];
}

async function look(at: Look, scored: ScoreReport): Promise<Measured & { matured: MaturedReport[] }> {
  const measured = await driftSinceJudged(at, scored);
  return { ...measured, matured: await howScoresTurnedOut(at) };
}

async function driftSinceJudged(
  { run, environment, warehouse, notes }: Look,
  { model, customers }: ScoreReport,
): Promise<Measured> {
  const { store } = environment;
  const baseline = await readBaseline(store, await readEntry(store, model));
  if (baseline === null) {
    notes.push(
      `Model ${model} was stored without a baseline, so drift has nothing to be measured against. A model trained from now on has one.`,
    );
    return { drift: null, estimate: null };
  }
  const { features } = await resultOf('features', run, environment);
  const share = sampleShare(customers);
  if (share < 1) {
    notes.push(
      `Drift and the expected performance are measured on a sample of about ${mostCustomers} of the ${customers} customers, drawn by a hash of their ids.`,
    );
  }
  const place = {
    prefix: keys.healthSample(keyOf(run, 'health')),
    features: `${keys.features(keyOf(run, 'features'))}as_of=${run.asOf}/`,
    scores: keys.scores(keyOf(run, 'score')),
    asOf: run.asOf,
    share,
  };
  return onSample(warehouse, store, place, async (sample) => {
    const scores = await readScores(store, sample.scores);
    return {
      drift: await measureDrift(store, { files: sample.features, features }, scores, baseline),
      estimate: measureEstimate(scores, baseline),
    };
  });
}

async function howScoresTurnedOut({ run, environment, warehouse, notes }: Look): Promise<MaturedReport[]> {
  const { store } = environment;
  const runs = await maturedRuns(store, run.config, run.asOf);
  if (runs.length === 0) {
    notes.push('No earlier run of this store has scores whose outcomes are known yet.');
    return [];
  }
  const checked = await resultOf('check', run, environment);
  await attachCleanTables(warehouse, checked, (source) => keys.clean(keyOf(run, 'check'), source));
  await writeMaturedScores(warehouse, store, {
    config: run.config,
    run: keyOf(run, 'health'),
    asOf: run.asOf,
    runs,
  });
  const reports: MaturedReport[] = [];
  for (const earlier of runs) reports.push(await judgeRun(store, keyOf(run, 'health'), earlier));
  return reports;
}
