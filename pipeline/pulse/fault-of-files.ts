import { HoldfastError, TransientError } from '../../contracts/errors.ts';

/**
 * An error that may lie with the files that were read.
 * @throws the error itself where it does not: what may succeed when it is tried again, and faults of ours
 */
export function faultOfFiles(error: unknown): HoldfastError {
  if (error instanceof HoldfastError && !(error instanceof TransientError)) return error;
  throw error;
}
