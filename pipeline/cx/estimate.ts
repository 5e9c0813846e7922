import type { Showing } from '../../contracts/artefacts/metrics-report.ts';
import { wilson } from '../../models/effects.ts';
import {
  countInterval,
  type EndedTimes,
  type Interval,
  meanOfSums,
  netScore,
  ratioOfSums,
  restrictedMean,
  scaledGap,
  timeQuantile,
} from '../../models/intervals.ts';
import type { Metric, MetricUnit } from './metric.ts';

/** How sure every interval is. */
export const level = 0.95;

/** A figure of a metric; null where nothing can be said. Limits that the data do not set are infinite. */
export interface Figure {
  readonly n: number;
  readonly interval: Interval | null;
  readonly shown: Showing;
}

/** Fewer than so many: only n. Fewer than `full`: grey, no arrow, no verdict. */
export const fewest = 5;
export const full = 20;
/** Limits by the delta method are too narrow below. */
const fewestOfRatios = 60;

/** The measures of a metric in a cell, by their names without the metric's; 0 where there is nothing to sum. */
export type Measured = (part: string) => number;

/**
 * What the measures of a cell say of a metric.
 * @param times of a metric of times: what ended and what is open, in seconds
 */
export function estimate(metric: Metric, at: Measured, times?: EndedTimes): Figure {
  const n = at('n');
  const interval = intervalOf(metric, at, times);
  if (interval === null) return { n, interval, shown: 'n only' };
  return { n, interval: inUnit(metric.unit, interval), shown: n < full ? 'grey' : 'full' };
}

/** Null where there is too little for a figure. */
function intervalOf({ statistic }: Metric, at: Measured, times?: EndedTimes): Interval | null {
  const n = at('n');
  if (statistic.kind === 'count') return countInterval(n, level);
  if (n < fewest) return null;
  switch (statistic.kind) {
    case 'share':
      return share(at('hits'), n);
    case 'net':
      return netScore({ up: at('up'), down: at('down'), n }, level);
    case 'mean':
      return meanOfSums(sumsAt(at, ''), level, boundsOf(statistic.bounds));
    case 'ratio': {
      const sums = { n, a: at('a'), b: at('b'), aa: at('aa'), bb: at('bb'), ab: at('ab') };
      return n < fewestOfRatios || sums.b === 0 ? null : notBelowZero(ratioOfSums(sums, level));
    }
    case 'gap': {
      const [group, others] = [sumsAt(at, ''), sumsAt(at, 'other_')];
      return Math.min(n, others.n) < full ? null : scaledGap(group, others, level);
    }
    case 'time': {
      if (times === undefined) return null;
      const { meanWithin } = statistic;
      return meanWithin === undefined
        ? timeQuantile(times, 0.5, level)
        : restrictedMean(times, meanWithin, level);
    }
  }
}

/** Neither sum of a ratio is. */
const notBelowZero = (ratio: Interval): Interval => ({ ...ratio, low: Math.max(0, ratio.low) });

const sumsAt = (at: Measured, prefix: string) => ({
  n: at(`${prefix}n`),
  sum: at(`${prefix}sum`),
  squares: at(`${prefix}squares`),
});

const boundsOf = (bounds: readonly [number, number] | undefined) =>
  bounds === undefined ? undefined : { least: bounds[0], most: bounds[1] };

function share(hits: number, n: number): Interval {
  const [low, high] = wilson({ kept: hits, n }, level);
  return { value: hits / n, low, high };
}

/** Models give shares from 0 to 1 and seconds. */
function inUnit(unit: MetricUnit, { value, low, high }: Interval): Interval {
  const factor = unit === 'points' ? 100 : unit === 'hours' ? 1 / 3600 : 1;
  return { value: factor * value, low: factor * low, high: factor * high };
}
