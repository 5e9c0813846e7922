import { runEvent } from '../contracts/events.ts';
import { keys } from '../contracts/keys.ts';
import { closeRun } from '../pipeline/stages/close-run.ts';
import { list } from '../pipeline/stages/list.ts';
import { readPlan } from '../pipeline/stages/plan.ts';
import { entry } from './entry.ts';
import { metrics } from './log.ts';

/** Makes and publishes the lists, and closes the run with its manifest; answers what the announcement says. */
export const handler = entry(runEvent, async (event, cloud) => {
  const run = await readPlan(cloud.store, event.run, STAGE_VERSIONS);
  const { result } = await list(run, cloud);
  await closeRun(run, cloud);
  const contacted = result.funnel.contacted ?? 0;
  metrics.addMetric('CustomersListed', 'Count', contacted);
  return {
    run: run.id,
    asOf: run.asOf,
    contacted,
    manifest: cloud.store.locate(keys.listManifest(run.asOf)),
  };
});
