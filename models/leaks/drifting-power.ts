import { normalQuantile } from '../intervals/normal.ts';
import type { CutColumn } from './cut-column.ts';
import type { JudgedRows } from './judged-rows.ts';
import type { Leak } from './leak.ts';
import { crossFittedPower, type RankingPower } from './ranking-power.ts';

const gapLimit = 0.15;
/** A column that is weak everywhere does no harm. */
const weak = 0.75;

/**
 * A column that tells far more about training rows than about later rows, or far less: a score that was made at one time,
 * or features as of the export. Its AUC on training rows is cross-fitted by customer, so that learned levels do not
 * flatter it. The one-sided 99.9% bound of the gap is above .15, and the greater AUC above .75.
 */
export function driftingPower(
  cut: CutColumn,
  { train, later }: { readonly train: JudgedRows; readonly later: JudgedRows },
  onLater: RankingPower,
): Leak | null {
  const onTrain = crossFittedPower(cut.train, cut.groups, train);
  const figure = Math.max(onTrain.auc, onLater.auc);
  const bound =
    Math.abs(onTrain.auc - onLater.auc) - normalQuantile(0.999) * Math.hypot(onTrain.error, onLater.error);
  if (!(bound > gapLimit) || figure < weak) return null;
  const [where, other] = onTrain.auc > onLater.auc ? ['training', onLater] : ['later', onTrain];
  const detail = `on ${where} rows, ${other.auc.toFixed(3).replace(/^0/, '')} on ${where === 'later' ? 'training' : 'later'} rows`;
  return {
    column: cut.name,
    sign: 'drifts',
    figure,
    bound,
    limit: gapLimit,
    rows: later.rows.length,
    detail,
  };
}
