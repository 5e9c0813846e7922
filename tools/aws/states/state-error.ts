/** A failure by its error name, such as `States.Timeout` or the name of the exception that a function threw. */
export class StateError extends Error {
  readonly error: string;
  constructor(error: string, cause = '') {
    super(cause);
    this.name = error;
    this.error = error;
  }
  /** What a catcher is given. */
  get output(): { readonly Error: string; readonly Cause: string } {
    return { Error: this.error, Cause: this.message };
  }
}

/** An error of the definition or the interpreter itself, which no retrier and no catcher may take. */
export const runtimeError = (cause: string): StateError => new StateError('States.Runtime', cause);

export const stateErrorOf = (cause: unknown): StateError =>
  cause instanceof StateError ? cause : runtimeError(cause instanceof Error ? cause.message : String(cause));

/**
 * Whether an error is named by a retrier or catcher. `States.ALL` takes every error but `States.DataLimitExceeded`,
 * `States.TaskFailed` also leaves out time-outs, and nothing takes `States.Runtime`.
 */
export function isNamed({ error }: StateError, names: readonly string[]): boolean {
  if (error === 'States.Runtime') return false;
  if (names.includes(error)) return true;
  if (error === 'States.DataLimitExceeded') return false;
  return names.includes('States.ALL') || (names.includes('States.TaskFailed') && error !== 'States.Timeout');
}
