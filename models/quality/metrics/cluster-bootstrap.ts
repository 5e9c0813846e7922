import { randomStream } from '../../numerics/random.ts';
import { unitWeights } from './order.ts';
import type { WeightedMetric } from './weighted-metric.ts';

/** A figure with its interval (95% unless said otherwise). */
export interface Measured {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

export interface BootstrapOptions {
  readonly seed: number;
  readonly draws?: number;
  /** Share of draws inside the interval. */
  readonly level?: number;
}

/** Several metrics over the same draws, so that the difference of two has its own, paired, interval. */
export interface Resampled<Name extends string> {
  /** On the rows as they are. */
  readonly value: Readonly<Record<Name, number>>;
  /** On each draw. */
  readonly draws: Readonly<Record<Name, Float64Array>>;
  readonly level: number;
}

/**
 * Draws customers, not rows, with replacement: the rows of one customer at several dates go together (cluster
 * bootstrap; Cameron, Gelbach and Miller 2008). A draw is a weight per row.
 */
export function resample<Name extends string>(
  customer: Int32Array,
  metrics: Readonly<Record<Name, WeightedMetric>>,
  { seed, draws = 200, level = 0.95 }: BootstrapOptions,
): Resampled<Name> {
  const names = Object.keys(metrics) as Name[];
  const cluster = clustersOf(customer);
  const times = new Float64Array(cluster.reduce((most, c) => Math.max(most, c), -1) + 1);
  const weight = unitWeights(customer.length);
  const value = record(names, (name) => metrics[name](weight));
  const found = record(names, () => new Float64Array(draws));
  const random = randomStream(seed, 'cluster bootstrap');
  for (let d = 0; d < draws; d++) {
    times.fill(0);
    for (let c = 0; c < times.length; c++) times[random.integer(times.length)]++;
    for (let i = 0; i < weight.length; i++) weight[i] = times[cluster[i]];
    for (const name of names) found[name][d] = metrics[name](weight);
  }
  return { value, draws: found, level };
}

/** Percentile interval of one metric. Draws in which it is not defined are left out. */
export function measured<Name extends string>(from: Resampled<Name>, name: Name): Measured {
  const [low, high] = percentileInterval(from.draws[name], from.level);
  return { value: from.value[name], low, high };
}

/**
 * As `measured`, for a metric that sampling noise can only raise (a mean of absolute gaps): resampling adds noise once
 * more, so the draws are moved back by their excess over the figure. Never below zero.
 */
export function measuredAboveZero<Name extends string>(from: Resampled<Name>, name: Name): Measured {
  const value = from.value[name];
  const draws = from.draws[name].filter(Number.isFinite);
  const excess = draws.reduce((sum, draw) => sum + draw, 0) / draws.length - value;
  const [low, high] = percentileInterval(draws, from.level);
  return { value, low: Math.max(0, low - excess), high: Math.max(0, high - excess) };
}

/** `first − second` with the interval of the paired difference. */
export function measuredDifference<Name extends string>(
  from: Resampled<Name>,
  first: Name,
  second: Name,
): Measured {
  const gaps = from.draws[first].map((draw, d) => draw - from.draws[second][d]);
  const [low, high] = percentileInterval(gaps, from.level);
  return { value: from.value[first] - from.value[second], low, high };
}

/** One metric with its interval. */
export const clusterBootstrap = (
  customer: Int32Array,
  metric: WeightedMetric,
  options: BootstrapOptions,
): Measured => measured(resample(customer, { metric }, options), 'metric');

/** Quantile of sorted values with straight lines between them (type 7 of Hyndman and Fan 1996); NaN of none. */
export function quantile(sorted: ArrayLike<number>, share: number): number {
  if (sorted.length === 0) return Number.NaN;
  const at = share * (sorted.length - 1);
  const below = Math.floor(at);
  const above = Math.min(sorted.length - 1, below + 1);
  return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
}

function percentileInterval(draws: Float64Array, level: number): [number, number] {
  const sorted = draws.filter(Number.isFinite).sort();
  return [quantile(sorted, (1 - level) / 2), quantile(sorted, (1 + level) / 2)];
}

/** Customers numbered 0, 1, … in the order of their first rows. */
function clustersOf(customer: Int32Array): Int32Array {
  const numbers = new Map<number, number>();
  return customer.map((c) => {
    const known = numbers.get(c);
    if (known !== undefined) return known;
    numbers.set(c, numbers.size);
    return numbers.size - 1;
  });
}

const record = <Name extends string, T>(names: readonly Name[], of: (name: Name) => T) =>
  Object.fromEntries(names.map((name) => [name, of(name)])) as Record<Name, T>;
