import { chiSquareAbove, chiSquareQuantile } from '../numerics/chi-square.ts';
import { normalQuantile } from '../numerics/normal.ts';

/** An arm as it was planned and as it came. */
export interface PlannedArm {
  readonly n: number;
  /** Share of all customers that was to be in it; shares add up to 1. */
  readonly share: number;
}

export interface SampleRatio {
  readonly statistic: number;
  readonly p: number;
  /** So uneven that the draw or the records must be broken: p below .001. */
  readonly broken: boolean;
  /** Share of one arm whose loss would have been seen four times in five; null with more than two arms. */
  readonly lossSeen: number | null;
}

const refusedBelow = 0.001;
const usualPower = 0.8;

/** Whether the arms are as large as they were drawn (χ²; Fabijan et al. 2019). */
export function sampleRatio(arms: readonly PlannedArm[]): SampleRatio {
  const all = arms.reduce((sum, { n }) => sum + n, 0);
  const statistic = arms.reduce((sum, { n, share }) => sum + (n - all * share) ** 2 / (all * share), 0);
  const p = chiSquareAbove(statistic, arms.length - 1);
  const lossSeen = arms.length === 2 ? smallestLoss(all, arms[0].share) : null;
  return { statistic, p, broken: p < refusedBelow, lossSeen };
}

function smallestLoss(all: number, share: number): number {
  const needed = Math.sqrt(chiSquareQuantile(refusedBelow, 1)) + normalQuantile(usualPower);
  return Math.min(1, needed / Math.sqrt(all * share * (1 - share)));
}
