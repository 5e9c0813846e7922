import { normalQuantile } from '../../numerics/normal.ts';
import type { CutColumn } from './cut-column.ts';
import type { JudgedRows } from './judged-rows.ts';
import type { Leak } from './leak.ts';
import { crossFittedPower, type RankingPower } from './ranking-power.ts';

const gapLimit = 0.15;
/** A column that is weak everywhere does no harm. */
const weak = 0.75;

/** What a column tells about later rows. */
export interface LaterPower {
  /** By the churn of its groups on training rows. */
  readonly learned: RankingPower;
  /** By the churn of its groups on other later rows. */
  readonly own: RankingPower;
}

/**
 * A column whose training rows teach far more than holds on later rows, or that tells far more about later rows than about
 * training rows: a score that was made at one time, or features as of the export. On either side the AUC is
 * cross-fitted by customer, so that learned levels do not flatter it. The one-sided 99.9% bound of the gap is above .15,
 * and the greater AUC at least .75.
 */
export function driftingPower(
  cut: CutColumn,
  { train, later }: { readonly train: JudgedRows; readonly later: JudgedRows },
  { learned, own }: LaterPower,
): Leak | null {
  const onTrain = crossFittedPower(cut.train, cut.groups, train);
  const shared = { column: cut.name, sign: 'drifts', limit: gapLimit, rows: later.rows.length } as const;
  const fades = gapBound(onTrain, learned);
  if (onTrain.auc >= weak && fades > gapLimit) {
    return { ...shared, figure: onTrain.auc, bound: fades, strongOn: 'train', elsewhere: learned.auc };
  }
  const grows = gapBound(own, onTrain);
  if (own.auc >= weak && grows > gapLimit) {
    return { ...shared, figure: own.auc, bound: grows, strongOn: 'later', elsewhere: onTrain.auc };
  }
  return null;
}

const gapBound = (more: RankingPower, less: RankingPower) =>
  more.auc - less.auc - normalQuantile(0.999) * Math.hypot(more.error, less.error);
