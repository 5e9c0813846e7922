import type { Run } from '../../contracts/artefacts/plan.ts';
import type { StageRecord } from '../../contracts/artefacts/stage-record.ts';
import { keys } from '../../contracts/keys.ts';
import { orderOf, type StageName, type StageResults, stages } from '../../contracts/stages.ts';
import { alerts } from './alerts.ts';
import { check } from './check.ts';
import { closeRun } from './close-run.ts';
import { drivers } from './drivers.ts';
import { features } from './features.ts';
import { health } from './health.ts';
import { list } from './list.ts';
import { metrics } from './metrics.ts';
import { writePlan } from './plan.ts';
import { roi } from './roi.ts';
import type { RunEnvironment } from './run.ts';
import { score } from './score.ts';
import { isOptional, recordOf } from './stage.ts';
import { texts } from './texts.ts';
import { themes } from './themes.ts';
import { train } from './train.ts';
import { uplift } from './uplift.ts';

/** What each stage does, once for all runs that share its key. */
export const bodies: {
  readonly [Name in StageName]: (run: Run, at: RunEnvironment) => Promise<StageRecord<Name>>;
} = { check, features, train, score, health, texts, themes, metrics, alerts, drivers, uplift, list, roi };

/**
 * Takes a run through its stages up to and including one; what is complete already is not done again. A run that goes to
 * its lists takes along what may fail on the way.
 */
export async function runUntil<Name extends StageName>(
  last: Name,
  run: Run,
  environment: RunEnvironment,
): Promise<StageResults[Name]> {
  const { store } = environment;
  const seconds: Partial<Record<StageName, number>> = {};
  await writePlan(store, run);
  for (const name of (last === 'list' ? orderOf(stages) : orderOf(stages, last)) as StageName[]) {
    if (isOptional(name) && name !== last) await tryStage(name, run, environment);
    else {
      const started = performance.now();
      await bodies[name](run, environment);
      seconds[name] = Math.round(performance.now() - started) / 1000;
    }
  }
  if (last === 'list') {
    await store.put(keys.runTimings(run.id), `${JSON.stringify({ seconds }, null, 2)}\n`);
    await closeRun(run, environment);
  }
  return (await recordOf(last, run, store)).result;
}

/** Whatever keeps it from being done is said and holds nothing up; the run can be repeated for it. */
async function tryStage(name: StageName, run: Run, environment: RunEnvironment): Promise<void> {
  try {
    await bodies[name](run, environment);
  } catch (error) {
    environment.progress.note(`not measured: ${error instanceof Error ? error.message : String(error)}`);
  }
}
