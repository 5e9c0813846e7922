import { health } from '../pipeline/stages/health.ts';
import { metrics } from './log.ts';
import { stageEntry } from './stage-entry.ts';

/** Measures drift and how earlier scores turned out; leaves the number of alarms. The lists do not wait for it. */
export const handler = stageEntry(health, ({ alarms }) => {
  metrics.addMetric('HealthAlarms', 'Count', alarms.length);
});
