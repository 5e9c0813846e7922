import type { FailState } from '../definition.ts';
import type { Visit } from '../frame.ts';
import { StateError } from '../state-error.ts';

/** The error that a Fail state ends its graph with. */
export async function fail(state: FailState, { language, scope }: Visit): Promise<StateError> {
  const error = await language.field(state, 'Error', scope);
  const cause = await language.field(state, 'Cause', scope);
  return new StateError(String(error ?? ''), String(cause ?? ''));
}
