import { runEvent } from '../contracts/events.ts';
import { readPlan } from '../pipeline/stages/plan.ts';
import { writeReport } from '../pipeline/stages/report.ts';
import { entry } from './entry.ts';

/** Writes the weekly page beside the published lists; answers where it is. Nothing waits for it where it fails. */
export const handler = entry(runEvent, async (event, { store }) => {
  const run = await readPlan(store, event.run, STAGE_VERSIONS);
  const { page, figures } = await writeReport(run, { store });
  return { page: store.locate(page), figures: store.locate(figures) };
});
