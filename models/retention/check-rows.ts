import { ModelDataError } from '../errors.ts';
import type { LearningSet } from '../types.ts';

const fewestRows = 60;
/** No customer brings a quadrillion, and squares of more would overflow. */
const largestValue = 1e15;

/**
 * @param churnOnly no value is asked for
 * @throws ModelDataError naming what the rows lack, and what to do about it
 */
export function checkTrainingRows(train: LearningSet, churnOnly = false): void {
  checkOutcomes(train, 'training');
  if (train.table.rowCount < fewestRows) {
    throw new ModelDataError(
      `There are ${train.table.rowCount} training rows; a model needs at least ${fewestRows}. Add customers, earlier as-of dates or a shorter horizon.`,
    );
  }
  checkClasses(train.churned);
  if (!churnOnly) checkValues(train.value);
}

/** @throws ModelDataError if an outcome is out of its range or a column has another length than the table */
export function checkOutcomes(set: LearningSet, which: string): void {
  for (const name of ['churned', 'value', 'customer', 'asOf'] as const) {
    if (set[name].length !== set.table.rowCount) {
      throw new ModelDataError(
        `The ${which} rows have ${set[name].length} entries of "${name}" and ${set.table.rowCount} rows of features.`,
      );
    }
  }
  const odd = set.churned.find((y) => y !== 0 && y !== 1 && !Number.isNaN(y));
  if (odd !== undefined) {
    throw new ModelDataError(
      `Churn of the ${which} rows must be 0, 1 or not known (NaN); one row has ${odd}.`,
    );
  }
  const absurd = set.value.findIndex((v) => Math.abs(v) > largestValue);
  if (absurd >= 0) {
    throw new ModelDataError(
      `The value of ${which} row ${absurd} is beyond ${largestValue.toExponential()}, in whatever currency: correct or remove it.`,
    );
  }
}

function checkClasses(churned: Float64Array): void {
  const left = churned.reduce((count, y) => count + (y === 1 ? 1 : 0), 0);
  const stayed = churned.reduce((count, y) => count + (y === 0 ? 1 : 0), 0);
  if (left + stayed === 0) {
    throw new ModelDataError('No training row has a known churn outcome: choose earlier as-of dates.');
  }
  if (left === 0) {
    throw new ModelDataError(
      `No customer churned among ${stayed} training rows: lengthen the horizon or check the churn definition.`,
    );
  }
  if (stayed === 0) {
    throw new ModelDataError(
      `Every customer churned among ${left} training rows: shorten the look-back, or check the horizon and the churn definition.`,
    );
  }
}

function checkValues(value: Float64Array): void {
  if (value.every((v) => Number.isNaN(v))) {
    throw new ModelDataError(
      'No training row has a known value: choose earlier dates or a shorter value horizon.',
    );
  }
  if (!value.some((v) => v > 0)) {
    throw new ModelDataError(
      'No training row has a positive value: check margins and refunds, or use revenue.',
    );
  }
}
