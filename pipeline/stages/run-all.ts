import { HoldfastError } from '../../contracts/errors.ts';
import { keys } from '../../contracts/keys.ts';
import type { FeatureReport } from '../features/build-features.ts';
import type { CheckReport } from '../sources/check-sources.ts';
import type { ListManifest } from '../targeting/list-manifest.ts';
import { check } from './check.ts';
import { features } from './features.ts';
import { health } from './health.ts';
import { list } from './list.ts';
import type { Run, RunEnvironment } from './run.ts';
import { type ScoreReport, score } from './score.ts';
import { recordOf, type StageName, type StageRecord, stageNames } from './stage.ts';
import { type TrainReport, train } from './train.ts';

/** Results of the stages of a run, as far as it was taken. */
export interface StageResults {
  readonly check: CheckReport;
  readonly features: FeatureReport;
  readonly train: TrainReport;
  readonly score: ScoreReport;
  readonly list: ListManifest;
}

const stages: {
  [Name in StageName]: (run: Run, at: RunEnvironment) => Promise<StageRecord<StageResults[Name]>>;
} = {
  check,
  features,
  train,
  score,
  list,
};

/** Takes a run through its stages up to and including one; what is complete already is not done again. */
export async function runUntil<Name extends StageName>(
  last: Name,
  run: Run,
  environment: RunEnvironment,
): Promise<StageResults[Name]> {
  const records = new Map<StageName, StageRecord<unknown>>();
  const seconds: Partial<Record<StageName, number>> = {};
  for (const name of stageNames.slice(0, stageNames.indexOf(last) + 1)) {
    const started = performance.now();
    records.set(name, await stages[name](run, environment));
    seconds[name] = Math.round(performance.now() - started) / 1000;
    if (name === 'score' && last === 'list') await tryHealth(run, environment);
  }
  if (last === 'list') {
    await environment.store.put(keys.runTimings(run.id), `${JSON.stringify({ seconds }, null, 2)}\n`);
    await closeRun(run, environment);
  }
  return records.get(last)?.result as StageResults[Name];
}

/** Whatever keeps health from being measured is said and holds nothing up; the run can be repeated for it. */
async function tryHealth(run: Run, environment: RunEnvironment): Promise<void> {
  try {
    await health(run, environment);
  } catch (error) {
    environment.progress.note(`not measured: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/**
 * Writes the manifest of a run whose stages are all complete.
 * @throws HoldfastError where one is not, or where the run's manifest tells of other outputs
 */
export async function closeRun(run: Run, { store }: Pick<RunEnvironment, 'store'>): Promise<void> {
  const records: StageRecord<unknown>[] = [];
  for (const stage of stageNames) records.push(await recordOf(stage, run, store));
  const manifest = {
    state: 'complete',
    run: run.id,
    asOf: run.asOf,
    codeVersion: run.codeVersion,
    inputs: run.inputs.map(({ name, fingerprint }) => ({ name, fingerprint })),
    config: run.config,
    stages: records.map(({ stage, outputs }) => ({
      stage,
      record: keys.stageRecord(run.id, stage),
      outputs,
    })),
  };
  const key = keys.runManifest(run.id);
  const text = `${JSON.stringify(manifest, null, 2)}\n`;
  if (await store.put(key, text, { ifAbsent: true })) return;
  const there = await store.get(key);
  if (there !== null && new TextDecoder().decode(there) === text) return;
  throw new HoldfastError(
    `${store.locate(key)} tells of other outputs than this run's: a file of the run was changed by hand, or the run was written by other code. Remove the folder of the run and run again.`,
  );
}
