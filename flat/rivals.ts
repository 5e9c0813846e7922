import { type Encoding, fitEncoding, fitFloor, floorRows, rowEncoder, scoreFloor } from '../models/learn.ts';
import { sigmoid } from '../models/numerics.ts';
import type { SimpleRule } from '../models/quality.ts';
import { everybodyAlike, loadEnsemble } from '../models/retention.ts';
import type { LearningSet, RetentionModel } from '../models/types.ts';

const bins = 16;

/** What a model must beat, as tables and sentences name it. */
export const logisticRegression = 'logistic regression';

interface RivalOf {
  readonly seed: number;
  readonly withValue: boolean;
  /** What was fitted on the same rows with the same seed: where its logistic floor asks about every column, it is that rival. */
  readonly model?: RetentionModel;
}

/** What a model must beat: a logistic regression on the same columns (for value a linear one), fitted on the same rows. */
export async function logisticRival(
  train: LearningSet,
  judged: LearningSet,
  { seed, withValue, model }: RivalOf,
): Promise<SimpleRule> {
  const encoding = fitEncoding(train.table, bins);
  const floor = floorOn(encoding, model) ?? (await fitFloor(floorRows(encoding, train, seed), seed)).floor;
  const { logit, value } = scoreFloor(floor, encoding, rowEncoder(encoding, judged.table));
  return { name: logisticRegression, churn: logit.map(sigmoid), value: withValue ? value : null };
}

/** The floor of a model that was narrowed to the columns that its trees ask about is another. */
function floorOn({ tableRows }: Encoding, model: RetentionModel | undefined) {
  if (!model) return null;
  const parts = loadEnsemble(model.save());
  return parts.encoding.tableRows === tableRows ? parts.floor : null;
}

/** Knowing nothing of anybody: the rate at which customers leave, and the mean value. */
export function alikeRival(train: LearningSet, rows: number, withValue: boolean): SimpleRule {
  return {
    name: everybodyAlike,
    churn: new Float64Array(rows).fill(meanOf(train.churned)),
    value: withValue ? new Float64Array(rows).fill(meanOf(train.value)) : null,
  };
}

function meanOf(outcome: Float64Array): number {
  const known = outcome.filter((y) => !Number.isNaN(y));
  return known.reduce((sum, y) => sum + y, 0) / known.length;
}
