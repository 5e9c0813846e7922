/** Daily counts that rise faster than chance. The face of models/alerts. */
export { type OpenSpike, openSpike, type SpikeOptions } from './alerts/open-spike.ts';
