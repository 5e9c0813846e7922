/** Daily counts that rise and levels that move faster than chance, each breach once. The face of models/alerts. */
export { binomialTail } from './alerts/binomial-tail.ts';
export { countTail } from './alerts/count-tail.ts';
export type { Level, LevelSeries, Side } from './alerts/level.ts';
export {
  countSpread,
  dropsOf,
  type OpenSpike,
  openSpike,
  type SpikeOptions,
  spikesOf,
} from './alerts/open-spike.ts';
export type { Breach } from './alerts/replay.ts';
export { changesOf, excessesOf, usualBefore } from './alerts/watch-level.ts';
export { type Week, weeklyChangesOf, weeklyExcessesOf } from './alerts/watch-weeks.ts';
