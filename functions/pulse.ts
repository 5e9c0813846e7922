import { randomBytes } from 'node:crypto';
import { feedbackRaised, pulseEvent } from '../contracts/events.ts';
import { pulse } from '../pipeline/stages/pulse.ts';
import { awsError } from '../platform/aws/errors.ts';
import { openMoodService } from '../platform/aws/moods/open-mood-service.ts';
import { attemptsBeside } from './attempts.ts';
import type { Cloud } from './cloud.ts';
import { entry } from './entry.ts';
import { logger, metrics } from './log.ts';

/**
 * Looks at what has arrived, by the clock of the machine: an event may be older than the files that it is about. Leaves how
 * much was raised, and how long the files had lain there.
 */
export const handler = entry(pulseEvent, lookAround, attemptsBeside);

async function lookAround(_: unknown, cloud: Cloud) {
  await sweepKilled(cloud);
  const report = await pulse(new Date(), {
    ...cloud,
    openMoodService,
    attempt: randomBytes(4).toString('hex'),
    tell: ({ pulse: id, at, published, escalations, alerts, stop }, report) =>
      cloud.tell({
        ...feedbackRaised,
        detail: {
          ...{ pulse: id, at, run: published!.run, asOf: published!.asOf },
          escalations: escalations?.raised ?? 0,
          alerts: alerts.length,
          stop: stop?.customers ?? 0,
          report: cloud.store.locate(report),
        },
      }),
  });
  const { pulse: id, files, sources, escalations, alerts, waited, notes, unread } = report;
  const raised = (escalations?.raised ?? 0) + alerts.length;
  metrics.addMetric('FeedbackRaised', 'Count', raised);
  metrics.addMetric('FilesUnread', 'Count', unread.length);
  for (const one of unread) logger.warn('a file cannot be read', { ...one });
  if (waited.files !== null) metrics.addMetric('PulseDelay', 'Seconds', waited.files.longest);
  logger.info('pulse', { pulse: id, files, sources: [...sources], notes: [...notes] });
  return { pulse: id, files, raised, unread: unread.length };
}

/** What was said within the day does not wait for it. */
async function sweepKilled(cloud: Cloud): Promise<void> {
  await cloud.sweep().catch((error) => {
    logger.warn('what a pulse has left that was killed is not swept yet', awsError(error, 'sweep'));
  });
}
