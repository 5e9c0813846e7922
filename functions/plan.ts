import { planEvent } from '../contracts/events.ts';
import { asOfDate, configAt, planRun } from '../pipeline/stages/plan.ts';
import { businessConfig } from './business.ts';
import { entry } from './entry.ts';

/** Takes the fingerprints of the business's files, names the run and lays down its plan. */
export const handler = entry(planEvent, async (event, cloud) => {
  const written = businessConfig();
  const asOf = asOfDate(event, written);
  const config = configAt(written, asOf);
  const inputs = await cloud.findInputs(config);
  const { training } = event;
  const { id } = await planRun(cloud.store, { config, asOf, training, codeVersion: CODE_VERSION, inputs });
  return { run: id, asOf };
});
