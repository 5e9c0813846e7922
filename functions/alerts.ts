import { alerts } from '../pipeline/stages/alerts.ts';
import { metrics } from './log.ts';
import { stageEntry } from './stage-entry.ts';

/** Holds the metrics against targets and limits; leaves the number of alerts that opened. The lists do not wait for it. */
export const handler = stageEntry(alerts, ({ watch }) => {
  const count = (state: string) => watch.alerts.filter((alert) => alert.state === state).length;
  const found = { opened: count('opened'), stillOpen: count('still open'), closed: count('closed') };
  metrics.addMetric('MetricAlertsOpened', 'Count', found.opened);
  return { alerts: found };
});
