import { keys } from '../contracts/keys.ts';
import type { FeatureReport } from '../features/build-features.ts';
import { alarmSentences } from '../health/alarm-sentences.ts';
import { maturedRuns } from '../health/earlier-runs.ts';
import type { HealthReport } from '../health/health-report.ts';
import { judgeRun, type MaturedReport } from '../health/judge-matured.ts';
import { writeMaturedScores } from '../health/matured-scores.ts';
import {
  type DriftReport,
  type EstimateReport,
  measureDrift,
  measureEstimate,
} from '../health/measure-drift.ts';
import { readBaseline } from '../health/read-baseline.ts';
import { readScores } from '../health/read-scores.ts';
import { healthRule } from '../health/rule.ts';
import { attachCleanTables, type CheckReport } from '../sources/check-sources.ts';
import { readEntry } from '../training/model-store.ts';
import type { Run, RunEnvironment } from './run.ts';
import { type ScoreReport, shardsToScore } from './score.ts';
import { resultOf, runStage, type StageRecord } from './stage.ts';

/**
 * After scoring: how far customers and scores have moved from what the model was judged on, how well it should do on
 * them, and how earlier scores came true. It reports and never refuses: the list does not wait for it.
 */
export function health(run: Run, environment: RunEnvironment): Promise<StageRecord<HealthReport>> {
  return runStage('health', run, environment, async () => {
    const { store } = environment;
    const scored = await resultOf<ScoreReport>('score', run, environment);
    const notes: string[] = [];
    const { drift, estimate } = await driftSinceJudged(run, environment, scored, notes);
    const matured = await howScoresCameTrue(run, environment, notes);
    const result: HealthReport = {
      run: run.id,
      asOf: run.asOf,
      model: scored.model,
      rule: healthRule,
      drift,
      estimate,
      matured,
      alarms: alarmSentences(drift, estimate, matured),
      notes,
    };
    for (const alarm of result.alarms) environment.progress.note(alarm);
    const written = (await store.list(keys.matured(run.id))).length > 0;
    return { result, wrote: written ? [keys.matured(run.id)] : [] };
  });
}

async function driftSinceJudged(
  run: Run,
  environment: RunEnvironment,
  { model, active }: ScoreReport,
  notes: string[],
): Promise<{ drift: DriftReport | null; estimate: EstimateReport | null }> {
  const { store } = environment;
  const baseline = await readBaseline(store, await readEntry(store, model));
  if (baseline === null) {
    notes.push(
      `Model ${model} was stored without a baseline, so drift has nothing to be measured against. A model trained from now on has one.`,
    );
    return { drift: null, estimate: null };
  }
  const { features } = await resultOf<FeatureReport>('features', run, environment);
  const shards = await shardsToScore(run, environment);
  const scores = await readScores(store, keys.scores(run.id));
  const listShare = Math.min(0.5, run.config.targeting.listSize / Math.max(1, active));
  return {
    drift: await measureDrift(store, shards, features, scores, baseline),
    estimate: measureEstimate(scores, baseline, listShare),
  };
}

async function howScoresCameTrue(
  run: Run,
  environment: RunEnvironment,
  notes: string[],
): Promise<MaturedReport[]> {
  const { store } = environment;
  const runs = await maturedRuns(store, run.config, run.asOf);
  if (runs.length === 0) {
    notes.push('No earlier run of this store has scores whose outcomes are known yet.');
    return [];
  }
  const warehouse = await environment.openWarehouse();
  try {
    const checked = await resultOf<CheckReport>('check', run, environment);
    await attachCleanTables(warehouse, checked, (source) => keys.clean(run.id, source));
    await writeMaturedScores(warehouse, store, { config: run.config, run: run.id, asOf: run.asOf, runs });
  } finally {
    await warehouse.close();
  }
  const reports: MaturedReport[] = [];
  for (const earlier of runs) reports.push(await judgeRun(store, run.id, earlier));
  return reports;
}
