import { randomStream } from '../random.ts';

/** A figure with its interval. */
export interface Estimate {
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

/**
 * Percentile interval of a metric by drawing customers, not rows: the rows of one customer at several dates go together
 * (cluster bootstrap; Cameron, Gelbach and Miller 2008). Draws in which the metric is not defined are left out.
 * @param metric the metric of a multiset of rows
 */
export function clusterBootstrap(
  customer: Int32Array,
  metric: (rows: Int32Array) => number,
  { seed, draws = 200, level = 0.95 }: BootstrapOptions,
): Estimate {
  const all = Int32Array.from(customer, (_, i) => i);
  const groups = rowsByCustomer(customer);
  const random = randomStream(seed, 'cluster bootstrap');
  const values: number[] = [];
  for (let d = 0; d < draws; d++) {
    const value = metric(drawRows(groups, random.integer));
    if (Number.isFinite(value)) values.push(value);
  }
  values.sort((a, b) => a - b);
  const at = (share: number) =>
    values[Math.min(values.length - 1, Math.max(0, Math.floor(share * values.length)))];
  return {
    value: metric(all),
    low: at((1 - level) / 2) ?? Number.NaN,
    high: at((1 + level) / 2) ?? Number.NaN,
  };
}

function rowsByCustomer(customer: Int32Array): Int32Array[] {
  const groups = new Map<number, number[]>();
  customer.forEach((c, i) => {
    const rows = groups.get(c);
    if (rows) rows.push(i);
    else groups.set(c, [i]);
  });
  return [...groups.values()].map((rows) => Int32Array.from(rows));
}

function drawRows(groups: readonly Int32Array[], integer: (count: number) => number): Int32Array {
  const drawn = Array.from(groups, () => groups[integer(groups.length)]!);
  const rows = new Int32Array(drawn.reduce((sum, group) => sum + group.length, 0));
  let at = 0;
  for (const group of drawn) {
    rows.set(group, at);
    at += group.length;
  }
  return rows;
}

/** The entries of `values` at the given rows. */
export const pick = (values: ArrayLike<number>, rows: Int32Array): Float64Array =>
  Float64Array.from(rows, (i) => values[i]!);
