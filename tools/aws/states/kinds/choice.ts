import type { ChoiceState, Shape } from '../definition.ts';
import type { Visit } from '../frame.ts';
import { StateError } from '../state-error.ts';

/**
 * Where the first rule that holds leads, or the default. A JSONPath rule leaves the output to the state's OutputPath.
 * @throws StateError `States.NoChoiceMatched` where nothing leads on
 */
export async function choose(
  state: ChoiceState,
  { language, scope, name }: Visit,
): Promise<{ next: string; shape: Shape }> {
  for (const rule of state.Choices) {
    if (rule.Next !== undefined && (await language.holds(rule, scope))) {
      const { OutputPath } = state;
      return { next: rule.Next, shape: OutputPath === undefined ? rule : { ...rule, OutputPath } };
    }
  }
  if (state.Default !== undefined) return { next: state.Default, shape: state };
  throw new StateError('States.NoChoiceMatched', `No rule of the choice '${name}' holds`);
}
