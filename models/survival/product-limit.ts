import { normalReach } from '../numerics/normal.ts';
import type { LifeTable } from './life-table.ts';

/** What the life table alone says of one period, without a model. */
export interface ObservedPeriod {
  /** 1 for the first. */
  readonly period: number;
  readonly atRisk: number;
  /** Share of those at risk who left. */
  readonly hazard: number;
  /** Share of all who are still there at its end (Kaplan and Meier 1958), with its 95% interval. */
  readonly survival: number;
  readonly low: number;
  readonly high: number;
  /** Sum of hazards (Nelson 1972, Aalen 1978) and its standard error. */
  readonly cumulativeHazard: number;
  readonly cumulativeError: number;
}

const twoSided95 = normalReach(0.95);

/**
 * Survival by tenure as observed. The interval is Greenwood's on the scale of ln(−ln S) (Kalbfleisch and Prentice 2002), which
 * keeps it within 0 and 1. Where observation begins after the first periods, survival is that from the first period in which
 * anybody was at risk; a period nobody was observed in ends it.
 */
export function productLimit({ atRisk, left }: LifeTable): ObservedPeriod[] {
  const from = atRisk.findIndex((n) => n > 0);
  const found: ObservedPeriod[] = [];
  let [survival, greenwood, cumulativeHazard, variance] = [1, 0, 0, 0];
  for (let t = Math.max(0, from); t < atRisk.length && atRisk[t] > 0; t++) {
    const [n, gone] = [atRisk[t], left[t]];
    survival *= 1 - gone / n;
    greenwood += gone / (n * (n - gone));
    cumulativeHazard += gone / n;
    variance += gone / (n * n);
    found.push({
      period: t + 1,
      atRisk: n,
      hazard: gone / n,
      survival,
      ...intervalOf(survival, greenwood),
      cumulativeHazard,
      cumulativeError: Math.sqrt(variance),
    });
  }
  return found;
}

/** Without a departure, or without a survivor, there is no interval: it is all of [0, 1] on the side not known. */
function intervalOf(survival: number, greenwood: number): { low: number; high: number } {
  if (survival >= 1) return { low: 0, high: 1 };
  if (survival <= 0) return { low: 0, high: 1 };
  const half = (twoSided95 * Math.sqrt(greenwood)) / -Math.log(survival);
  return { low: survival ** Math.exp(half), high: survival ** Math.exp(-half) };
}
