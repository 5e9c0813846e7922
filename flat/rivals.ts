import { fitEncoding, fitFloor, floorRows, rowEncoder, scoreFloor } from '../models/learn.ts';
import { sigmoid } from '../models/numerics.ts';
import type { SimpleRule } from '../models/quality.ts';
import type { LearningSet } from '../models/types.ts';

const bins = 16;

/** What a model must beat: a logistic regression on the same columns (for value a linear one), fitted on the same rows. */
export async function logisticRival(
  train: LearningSet,
  judged: LearningSet,
  seed: number,
  withValue: boolean,
): Promise<SimpleRule> {
  const encoding = fitEncoding(train.table, bins);
  const { floor } = await fitFloor(floorRows(encoding, train, seed), seed);
  const { logit, value } = scoreFloor(floor, encoding, rowEncoder(encoding, judged.table));
  return { name: 'logistic regression', churn: logit.map(sigmoid), value: withValue ? value : null };
}

/** Knowing nothing of anybody: the rate at which customers leave, and the mean value. */
export function everybodyAlike(train: LearningSet, rows: number, withValue: boolean): SimpleRule {
  return {
    name: 'everybody alike',
    churn: new Float64Array(rows).fill(meanOf(train.churned)),
    value: withValue ? new Float64Array(rows).fill(meanOf(train.value)) : null,
  };
}

function meanOf(outcome: Float64Array): number {
  const known = outcome.filter((y) => !Number.isNaN(y));
  return known.reduce((sum, y) => sum + y, 0) / known.length;
}
