import { roi } from '../pipeline/stages/roi.ts';
import { metrics } from './log.ts';
import { stageEntry } from './stage-entry.ts';

/** Measures what campaigns did; leaves how many were measured. The lists do not wait for it. */
export const handler = stageEntry(roi, ({ campaigns }) => {
  metrics.addMetric('CampaignsMeasured', 'Count', campaigns.length);
});
