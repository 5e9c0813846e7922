import type { FeatureReport } from '../../contracts/artefacts/feature-report.ts';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import type { Baseline, FeatureBaseline } from '../../models/drift.ts';
import {
  countInto,
  type Distribution,
  distributionOf,
  estimatePerformance,
  promiseOf,
  shiftBetween,
} from '../../models/drift.ts';
import { knownRows, valuesAt } from '../../models/quality.ts';
import type { FeatureTable, FittedModel, LearningSet } from '../../models/types.ts';
import type { Matrix } from '../features/matrix.ts';
import { readMatrix } from '../features/read-matrix.ts';

interface CountedRows {
  readonly table: FeatureTable;
  readonly active: Matrix['active'];
}

export interface BaselineRequest {
  readonly run: string;
  readonly report: FeatureReport;
  /** Dates that the model learned from, and the latest one it was judged on. */
  readonly trainedOn: readonly string[];
  readonly reference: string;
  readonly fitted: FittedModel;
  readonly later: LearningSet;
  /** Share of the customers that the list has room for. */
  readonly listShare: number;
}

/** Counts the reference rows of a model, and how far the dates that it learned from were from them. Reads a date at a time. */
export async function learnBaseline(store: ObjectStore, request: BaselineRequest): Promise<Baseline> {
  const { run, report, trainedOn, reference, fitted, later, listShare } = request;
  const { table, active } = await readMatrix(store, run, report, [reference]);
  const { churn, value } = fitted.model.predict(table);
  const distributions = table.columns.map((column) => distributionOf(column, active));
  const usual = new Float64Array(distributions.length);
  for (const date of trainedOn) {
    widen(usual, { table, active, distributions }, await readMatrix(store, run, report, [date]));
  }
  const judged = knownRows(later.churned);
  return {
    asOf: reference,
    rows: active.reduce((sum, one) => sum + one, 0),
    features: table.columns.map(
      ({ name }, f): FeatureBaseline => ({ name, ...distributions[f]!, usualPsi: usual[f]! }),
    ),
    churn: distributionOf({ kind: 'number', name: 'churn', values: churn }, active),
    value: distributionOf({ kind: 'number', name: 'value', values: value }, active),
    estimated: estimatePerformance(
      churn.filter((_, row) => active[row] === 1),
      listShare,
    ),
    promised: promiseOf(
      { p: valuesAt(fitted.later.churn, judged), outcome: valuesAt(later.churned, judged) },
      new Set(judged.map((row) => later.customer[row]!)).size,
      listShare,
    ),
  };
}

/**
 * Raises each feature's usual PSI to that between these rows and the reference, and back: what only grows, such as an age, goes
 * beyond the ends that an earlier date has seen.
 */
function widen(
  usual: Float64Array,
  reference: CountedRows & { readonly distributions: readonly Distribution[] },
  { table, active }: CountedRows,
): void {
  table.columns.forEach((column, f) => {
    const { bins, counts } = reference.distributions[f]!;
    const earlier = distributionOf(column, active);
    const since = countInto(earlier.bins, reference.table.columns[f]!, reference.active);
    usual[f] = Math.max(
      usual[f]!,
      shiftBetween(counts, countInto(bins, column, active)).psi,
      shiftBetween(earlier.counts, since).psi,
    );
  });
}
