import { metrics } from '../pipeline/stages/metrics.ts';
import { stageEntry } from './stage-entry.ts';

/** Counts the metrics of customer experience. The lists do not wait for it where it fails. */
export const handler = stageEntry(metrics, () => {});
