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

/** Below this p arms are not what was drawn, or outcomes are not missing alike. */
export const brokenBelow = 0.001;
const usualPower = 0.8;

/** Whether the arms are as large as they were drawn (χ²; Fabijan et al. 2019). */
export function sampleRatio(arms: readonly PlannedArm[]): SampleRatio {
  const all = arms.reduce((sum, { n }) => sum + n, 0);
  const statistic = arms.reduce((sum, { n, share }) => sum + (n - all * share) ** 2 / (all * share), 0);
  const p = chiSquareAbove(statistic, arms.length - 1);
  const lossSeen = arms.length === 2 ? smallestLoss(all, arms[0].share) : null;
  return { statistic, p, broken: p < brokenBelow, lossSeen };
}

/** An arm as it was drawn, and of how many of it the outcome is known. */
export interface FollowedArm {
  readonly drawn: number;
  readonly known: number;
}

export interface Attrition {
  readonly statistic: number;
  readonly p: number;
  /** So different between the arms that those who are left may differ too: p below .001. */
  readonly uneven: boolean;
}

/** Whether outcomes are missing as often in every arm (χ² of independence). */
export function attritionOf(arms: readonly FollowedArm[]): Attrition {
  const drawn = arms.reduce((sum, arm) => sum + arm.drawn, 0);
  const lost = drawn - arms.reduce((sum, { known }) => sum + known, 0);
  const share = lost / drawn;
  if (share === 0 || share === 1) return { statistic: 0, p: 1, uneven: false };
  const statistic = arms.reduce((sum, arm) => {
    const expected = arm.drawn * share;
    return sum + (arm.drawn - arm.known - expected) ** 2 / (expected * (1 - share));
  }, 0);
  const p = chiSquareAbove(statistic, arms.length - 1);
  return { statistic, p, uneven: p < brokenBelow };
}

function smallestLoss(all: number, share: number): number {
  const needed = Math.sqrt(chiSquareQuantile(brokenBelow, 1)) + normalQuantile(usualPower);
  return Math.min(1, needed / Math.sqrt(all * share * (1 - share)));
}
