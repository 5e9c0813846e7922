import { randomStream } from '../../models/numerics.ts';
import { type ColumnPower, columnPowers } from '../../models/quality.ts';
import type { LearningSet } from '../../models/types.ts';
import type { Trial } from '../../models/uplift.ts';
import { takeRows } from '../../pipeline/training/learning-set.ts';

/** What was known before does not tell the outcome so well alone; AUC. */
const limit = 0.95;

/**
 * Columns that are the outcome in disguise, such as the day on which somebody left: what is expected of each customer would be
 * what became of them, and nothing would be left for contact to have changed. An amount is told where its upper half is.
 */
export function tellersOf(trial: Trial, seed: number): ColumnPower[] {
  const random = randomStream(seed, 'uplift tellers');
  const isJudge = Array.from(trial.outcome, () => random.uniform() < 0.5);
  const [taught, judging] = [false, true].map((own) => half(trial, own, isJudge));
  return columnPowers(taught!, judging!)
    .filter(({ low }) => low > limit)
    .sort((a, b) => b.auc - a.auc);
}

function half({ table, outcome }: Trial, own: boolean, isJudge: readonly boolean[]): LearningSet {
  const rows = Int32Array.from(outcome.keys()).filter((i) => isJudge[i] === own);
  const border = outcome.toSorted()[Math.floor(outcome.length / 2)]!;
  const isLow = outcome.some((value) => value < border)
    ? (value: number) => value < border
    : (value: number) => value === border;
  return {
    table: takeRows(table, rows),
    customer: rows,
    asOf: new Int32Array(rows.length),
    churned: Float64Array.from(rows, (i) => Number(isLow(outcome[i]!))),
    value: Float64Array.from(rows, (i) => outcome[i]!),
  };
}
