import type { TargetingConfig } from '../contracts/config.ts';
import type { PredictedScores, Ranking, Standing } from '../scoring/scores.ts';
import { whyGone } from './gone.ts';
import { savePrior } from './save-prior.ts';

/** The borders that the config or the customers themselves set, for the manifest. */
export interface RankThresholds {
  /** Candidates have a chance of leaving above this. */
  readonly atRiskAbove: number;
  /** Candidates are worth this or more if kept, in the reporting currency; null where no customer is active. */
  readonly highValueFrom: number | null;
}

export interface RankedCustomers extends Ranking {
  readonly thresholds: RankThresholds;
}

/**
 * Where each customer stands, and the priority that orders them: value at risk × prior share who can still be kept for
 * those who can be kept, worth if kept for those gone. A candidate is active, not gone, above the risk threshold (by
 * default the mean of active customers), within the most valuable share by worth if kept, and has value at risk.
 */
export function rankCustomers(scores: PredictedScores, targeting: TargetingConfig): RankedCustomers {
  const thresholds = thresholdsOf(scores, targeting);
  const prior = savePrior(targeting.savePrior);
  const n = scores.customerIds.length;
  const standing: Standing[] = [];
  const priority = new Float64Array(n);
  for (let row = 0; row < n; row++) {
    const gone = whyGone(scores.active[row] === 1, scores.churn[row]!, targeting.goneAbove);
    standing.push(gone ?? standingOfKeepable(scores, row, thresholds));
    priority[row] =
      gone === null ? scores.valueAtRisk[row]! * prior(scores.churn[row]!) : scores.clvIfKept[row]!;
  }
  return { standing, priority, thresholds };
}

function standingOfKeepable(
  { churn, clvIfKept, valueAtRisk }: PredictedScores,
  row: number,
  { atRiskAbove, highValueFrom }: RankThresholds,
): Standing {
  if (!(churn[row]! > atRiskAbove)) return 'below_risk';
  if (highValueFrom === null || clvIfKept[row]! < highValueFrom || !(valueAtRisk[row]! > 0))
    return 'below_value';
  return 'candidate';
}

function thresholdsOf(scores: PredictedScores, targeting: TargetingConfig): RankThresholds {
  const active = scores.customerIds.flatMap((_, row) => (scores.active[row] === 1 ? [row] : []));
  return {
    atRiskAbove: targeting.atRiskAbove ?? mean(active.map((row) => scores.churn[row]!)),
    highValueFrom: lowestOfTop(
      active.map((row) => scores.clvIfKept[row]!),
      targeting.highValueShare,
    ),
  };
}

/** Summed in the order of size, so that the order of customers cannot change the last digit. */
function mean(values: readonly number[]): number {
  const sum = Float64Array.from(values)
    .sort()
    .reduce((total, value) => total + value, 0);
  return values.length === 0 ? 1 : sum / values.length;
}

function lowestOfTop(values: readonly number[], share: number): number | null {
  const count = Math.ceil(share * values.length);
  const sorted = Float64Array.from(values).sort();
  return count === 0 ? null : sorted[sorted.length - count]!;
}
