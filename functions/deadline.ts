import { deadlineEvent } from '../contracts/events.ts';
import { asOfDate } from '../pipeline/stages/plan.ts';
import { readListManifest } from '../pipeline/targeting/list-manifest.ts';
import { businessConfig } from './business.ts';
import { entry } from './entry.ts';
import { logger, metrics } from './log.ts';

/** Looks whether the day's lists are out by the time they are due. */
export const handler = entry(deadlineEvent, async (event, { store }) => {
  const asOf = asOfDate(event, businessConfig());
  const late = (await readListManifest(store, asOf)) === null;
  if (late) logger.error('the lists are late', { asOf });
  metrics.addMetric('ListsLate', 'Count', late ? 1 : 0);
  return { asOf, late };
});
