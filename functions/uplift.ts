import { uplift } from '../pipeline/stages/uplift.ts';
import { metrics } from './log.ts';
import { stageEntry } from './stage-entry.ts';

/** Learns from finished campaigns who gains from contact; leaves how many taught. The list ranks by value at risk where it fails. */
export const handler = stageEntry(uplift, ({ campaigns }) => {
  metrics.addMetric('CampaignsLearned', 'Count', campaigns.filter(({ fault }) => fault === null).length);
});
