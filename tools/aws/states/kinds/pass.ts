import type { PassState } from '../definition.ts';
import type { Visit } from '../frame.ts';
import type { Outcome } from '../leave.ts';

/** A Pass state's result: its `Result`, else its `Parameters`, else its input. In JSONata it has none. */
export async function pass(state: PassState, { language, scope }: Visit): Promise<Outcome> {
  if (language.given === 'Arguments') return {};
  if (state.Result !== undefined) return { result: state.Result };
  return { result: (await language.field(state, 'Parameters', scope)) ?? scope.input };
}
