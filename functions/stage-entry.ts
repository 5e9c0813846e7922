import type { Run } from '../contracts/artefacts/plan.ts';
import type { StageRecord } from '../contracts/artefacts/stage-record.ts';
import { runEvent } from '../contracts/events.ts';
import type { StageName, StageResults } from '../contracts/stages.ts';
import { readPlan } from '../pipeline/stages/plan.ts';
import type { RunEnvironment } from '../pipeline/stages/run.ts';
import { entry } from './entry.ts';

/**
 * The handler of a stage: reads the plan of the run and runs the stage, once however often it is called.
 * @param measure leaves the figures of the result that alarms and the dashboard watch; what it answers, the state machine is told too
 */
export const stageEntry = <Name extends StageName>(
  stage: (run: Run, environment: RunEnvironment) => Promise<StageRecord<Name>>,
  measure: (result: StageResults[Name]) => Readonly<Record<string, unknown>> | undefined,
) =>
  entry(runEvent, async (event, cloud) => {
    const run = await readPlan(cloud.store, event.run, STAGE_VERSIONS);
    const { result } = await stage(run, cloud);
    return { run: run.id, asOf: run.asOf, ...measure(result) };
  });
