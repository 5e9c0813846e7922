import { DataRefusedError } from '../contracts/errors.ts';
import { ModelDataError } from '../models/errors.ts';
import { crossValidate } from './cross-validate.ts';
import type { FittedTable, Fitting } from './fitting.ts';
import { holdOut } from './hold-out.ts';

/**
 * Fits the ensemble and predicts the rows that judge it.
 * @throws DataRefusedError where the rows cannot carry a model
 */
export async function fitTable(fitting: Fitting): Promise<FittedTable> {
  try {
    return await (fitting.parts.kind === 'folds' ? crossValidate(fitting) : holdOut(fitting));
  } catch (error) {
    if (error instanceof ModelDataError) throw new DataRefusedError(error.message, { cause: error });
    throw error;
  }
}
