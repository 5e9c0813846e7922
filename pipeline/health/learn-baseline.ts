import type { Baseline, FeatureBaseline } from '../../models/drift.ts';
import {
  type Distribution,
  distributionOf,
  estimatePerformance,
  promiseOf,
  shiftBetween,
  type Tally,
  tallyOf,
} from '../../models/drift.ts';
import { knownRows, valuesAt } from '../../models/quality.ts';
import type { FittedModel, LearningSet } from '../../models/types.ts';
import { type Matrix, rowsAt } from '../features/matrix.ts';

/** Rows of one as-of date. */
type DateRows = Pick<Matrix, 'table' | 'active'>;

/** The reference rows of a model, counted, and how far the dates that it learns from are from them. */
export interface CountedReference extends DateRows {
  readonly distributions: readonly Distribution[];
  /** Each feature's largest PSI between the reference and a date to learn from. */
  readonly usual: Float64Array;
}

/**
 * Counts the rows of a model's reference, the latest date that it is judged on, and how far the dates that it learns from are from
 * them.
 * @param learned dates that it learns from, and @param reference the latest, both in days since 1970-01-01
 */
export function countReference(
  matrix: Matrix,
  learned: readonly number[],
  reference: number,
): CountedReference {
  const { table, active } = rowsAt(matrix, reference);
  const tallies = table.columns.map((column) => tallyOf(column, active));
  const distributions = tallies.map((tally) => tally.distribution());
  const usual = new Float64Array(distributions.length);
  for (const day of learned) widen(usual, { tallies, distributions }, rowsAt(matrix, day));
  return { table, active, distributions, usual };
}

export interface BaselineRequest {
  /** The latest date that the model was judged on. */
  readonly reference: string;
  readonly counted: CountedReference;
  readonly fitted: FittedModel;
  readonly later: LearningSet;
  /** Share of the customers that the list has room for. */
  readonly listShare: number;
}

/** What later rows and scores are compared with: the reference rows, and what the model says of them. */
export function learnBaseline({ reference, counted, fitted, later, listShare }: BaselineRequest): Baseline {
  const { table, active, distributions, usual } = counted;
  const { churn, value } = fitted.model.predict(table);
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
  {
    tallies,
    distributions,
  }: { readonly tallies: readonly Tally[] } & Pick<CountedReference, 'distributions'>,
  { table, active }: DateRows,
): void {
  table.columns.forEach((column, f) => {
    const { bins, counts } = distributions[f]!;
    const tally = tallyOf(column, active);
    const earlier = tally.distribution();
    usual[f] = Math.max(
      usual[f]!,
      shiftBetween(counts, tally.into(bins)).psi,
      shiftBetween(earlier.counts, tallies[f]!.into(earlier.bins)).psi,
    );
  });
}
