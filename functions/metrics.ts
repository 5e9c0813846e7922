import { metrics } from '../pipeline/stages/metrics.ts';
import { metrics as figures } from './log.ts';
import { stageEntry } from './stage-entry.ts';

/** Counts the metrics of customer experience; leaves the number of alerts that opened. The lists do not wait for it. */
export const handler = stageEntry(metrics, ({ watch }) => {
  const count = (state: string) => watch.alerts.filter((alert) => alert.state === state).length;
  const alerts = { opened: count('opened'), stillOpen: count('still open'), closed: count('closed') };
  figures.addMetric('MetricAlertsOpened', 'Count', alerts.opened);
  return { alerts };
});
