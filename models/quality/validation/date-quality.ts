import type { LearningSet, Prediction } from '../../types.ts';
import { type Measured, measured, resample } from '../metrics/cluster-bootstrap.ts';
import { rankingOf } from '../metrics/order.ts';
import { aucOf } from '../metrics/ranking.ts';
import { totalRatioOf } from '../metrics/value.ts';
import { knownRows, valuesAt } from './latest-rows.ts';

/** What was predicted for one as-of date, over all its customers, and what came. */
export interface Totals {
  readonly rows: number;
  readonly predicted: number;
  readonly realised: number;
  /** Σ predicted ÷ Σ realised; null where nothing came. */
  readonly ratio: Measured | null;
}

/** Later rows of one as-of date: a level learned before a season is wrong after it, and shows here first. */
export interface DateQuality {
  /** Days since 1970-01-01. */
  readonly asOf: number;
  /** Churners; null where no outcome of that date is known. */
  readonly churn: (Totals & { readonly auc: Measured | null }) | null;
  /** Money; null as above. */
  readonly value: Totals | null;
}

/** One entry a date, oldest first. */
export function qualityByDate(later: LearningSet, predicted: Prediction, seed: number): DateQuality[] {
  const dates = [...new Set(later.asOf)].sort((a, b) => a - b);
  return dates.map((asOf) => ({
    asOf,
    churn: churnAt(asOf, later, predicted, seed),
    value: totals(rowsAt(asOf, later, later.value), predicted.value, later.value, seed),
  }));
}

function churnAt(
  asOf: number,
  later: LearningSet,
  { churn }: Prediction,
  seed: number,
): DateQuality['churn'] {
  const rows = rowsAt(asOf, later, later.churned);
  const all = totals(rows, churn, later.churned, seed);
  if (all === null) return null;
  const outcome = valuesAt(later.churned, rows);
  const oneClass = all.realised === 0 || all.realised === all.rows;
  const metric = aucOf(rankingOf(valuesAt(churn, rows)), outcome);
  const auc = oneClass ? null : measured(resample(customersOf(rows), { auc: metric }, { seed }), 'auc');
  return { ...all, auc };
}

function totals(
  rows: Int32Array,
  predicted: Float64Array,
  realised: Float64Array,
  seed: number,
): Totals | null {
  if (rows.length === 0) return null;
  const [p, r] = [valuesAt(predicted, rows), valuesAt(realised, rows)];
  const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);
  const ratio = measured(resample(customersOf(rows), { ratio: totalRatioOf(p, r) }, { seed }), 'ratio');
  return { rows: rows.length, predicted: sum(p), realised: sum(r), ratio: sum(r) > 0 ? ratio : null };
}

const rowsAt = (asOf: number, later: LearningSet, outcome: Float64Array): Int32Array =>
  knownRows(outcome).filter((row) => later.asOf[row] === asOf);

/** A customer stands once at a date. */
const customersOf = (rows: Int32Array): Int32Array => rows.map((_, i) => i);
