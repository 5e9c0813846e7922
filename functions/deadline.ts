import { latestDayAfter } from '../contracts/business-day.ts';
import type { Config } from '../contracts/config/config.ts';
import { type DeadlineEvent, deadlineEvent } from '../contracts/events.ts';
import { asOfDate } from '../pipeline/stages/plan.ts';
import { readListManifest } from '../pipeline/targeting/list-manifest.ts';
import { businessConfig } from './business.ts';
import { entry } from './entry.ts';
import { logger, metrics } from './log.ts';

/** Looks whether the lists are out that are due by now. */
export const handler = entry(deadlineEvent, async (event, { store }) => {
  const asOf = dueDate(event, businessConfig());
  const late = (await readListManifest(store, asOf)) === null;
  if (late) logger.error('the lists are late', { asOf });
  metrics.addMetric('ListsLate', 'Count', late ? 1 : 0);
  return { asOf, late };
});

const dueDate = (event: DeadlineEvent, config: Config): string =>
  event.asOf === undefined && event.due !== undefined
    ? latestDayAfter(event.due, new Date(event.scheduledAt), config.business.timeZone)
    : asOfDate(event, config);
