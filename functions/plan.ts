import { planEvent } from '../contracts/events.ts';
import { asOfDate, configAt, planRun } from '../pipeline/stages/plan.ts';
import { businessConfig } from './business.ts';
import { entry } from './entry.ts';

/** Takes the fingerprints of the business's files, names the run and writes its plan. */
export const handler = entry(planEvent, async (event, cloud) => {
  const written = businessConfig();
  const asOf = asOfDate(event, written);
  const config = configAt(written, asOf);
  const inputs = await cloud.findInputs(config);
  const { training } = event;
  const wanted = { config, asOf, training, code: STAGE_VERSIONS, inputs };
  const { id, keys } = await planRun(cloud.store, wanted);
  return { run: id, asOf, features: keys.features };
});
