/** Intervals of single figures: shares, net scores, means, ratios, counts, times with open cases, and their differences. The face of models/intervals. */
export { countInterval } from './intervals/count-interval.ts';
export { differenceOf } from './intervals/difference.ts';
export { scaledGap } from './intervals/gap.ts';
export type { Interval } from './intervals/interval.ts';
export { meanOfSums, type Sums, varianceOf } from './intervals/mean-of-sums.ts';
export { type NetCounts, netScore } from './intervals/net-score.ts';
export { type ProductSums, ratioOfSums } from './intervals/ratio-of-sums.ts';
export { type EndedTimes, restrictedMean, timeQuantile } from './intervals/time-until.ts';
export { type WeightedFigure, weightedSum } from './intervals/weighted-sum.ts';
