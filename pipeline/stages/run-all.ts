import { writeDocument } from '../../contracts/artefacts/document.ts';
import type { Run } from '../../contracts/artefacts/plan.ts';
import { runManifestDocument } from '../../contracts/artefacts/run-manifest.ts';
import type { StageName, StageRecord, StageResults } from '../../contracts/artefacts/stage-record.ts';
import { HoldfastError } from '../../contracts/errors.ts';
import { keys } from '../../contracts/keys.ts';
import { check } from './check.ts';
import { features } from './features.ts';
import { health } from './health.ts';
import { list } from './list.ts';
import type { RunEnvironment } from './run.ts';
import { score } from './score.ts';
import { recordOf, stageNames } from './stage.ts';
import { train } from './train.ts';

/** In the order of the flow. */
const stages: {
  readonly [Name in StageName]: (run: Run, at: RunEnvironment) => Promise<StageRecord<Name>>;
} = { check, features, train, score, health, list };

/** Takes a run through its stages up to and including one; what is complete already is not done again. */
export async function runUntil<Name extends StageName>(
  last: Name,
  run: Run,
  environment: RunEnvironment,
): Promise<StageResults[Name]> {
  const seconds: Partial<Record<StageName, number>> = {};
  const order = Object.keys(stages) as StageName[];
  for (const name of order.slice(0, order.indexOf(last) + 1)) {
    if (name === 'health' && last !== 'health') await tryHealth(run, environment);
    else {
      const started = performance.now();
      await stages[name](run, environment);
      seconds[name] = Math.round(performance.now() - started) / 1000;
    }
  }
  const { store } = environment;
  if (last === 'list') {
    await store.put(keys.runTimings(run.id), `${JSON.stringify({ seconds }, null, 2)}\n`);
    await closeRun(run, environment);
  }
  return (await recordOf(last, run, store)).result;
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
  const records: StageRecord[] = [];
  for (const stage of stageNames) records.push(await recordOf(stage, run, store));
  const manifest = {
    state: 'complete' as const,
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
  const { put, bytes } = await writeDocument(store, runManifestDocument, key, manifest, { ifAbsent: true });
  if (put) return;
  const there = await store.get(key);
  if (there !== null && Buffer.from(there).equals(bytes)) return;
  throw new HoldfastError(
    `${store.locate(key)} tells of other outputs than this run's: a file of the run was changed by hand, or the run was written by other code. Remove the folder of the run and run again.`,
  );
}
