import { check } from '../pipeline/stages/check.ts';
import { metrics } from './log.ts';
import { stageEntry } from './stage-entry.ts';

/** Checks the user's tables; leaves the largest share of bad rows among them. */
export const handler = stageEntry(check, ({ sources }) => {
  const worst = Math.max(0, ...sources.map(({ read, quarantined }) => (read > 0 ? quarantined / read : 0)));
  metrics.addMetric('BadRowShare', 'Percent', 100 * worst);
});
