import { type Bindings, evaluateJsonata } from './jsonata.ts';
import type { Language, Scope } from './language.ts';
import { StateError } from './state-error.ts';
import type { Value } from './value.ts';

/** Expressions between `{%` and `%}` that see `$states` and the variables. */
export const jsonata: Language = {
  given: 'Arguments',
  input: (_, { input }) => input,
  field: async (owner, name, scope) => {
    const { [name]: value } = owner as Record<string, Value | undefined>;
    return value === undefined ? undefined : evaluateJsonata(value, bindingsOf(scope));
  },
  items: async (owner, scope) => {
    const { Items } = owner as { Items?: Value };
    return Items === undefined ? scope.input : evaluateJsonata(Items, bindingsOf(scope));
  },
  holds: async ({ Condition = false }, scope) => {
    const value = await evaluateJsonata(Condition, bindingsOf(scope));
    if (typeof value === 'boolean') return value;
    throw new StateError('States.QueryEvaluationError', `Condition ${Condition} is not a boolean`);
  },
  output: async ({ Output }, scope) =>
    Output === undefined ? (scope.result ?? scope.input) : evaluateJsonata(Output, bindingsOf(scope)),
  caught: async ({ Output }, scope) =>
    Output === undefined ? (scope.error ?? null) : evaluateJsonata(Output, bindingsOf(scope)),
};

function bindingsOf({ variables, input, context, result, error }: Scope): Bindings {
  const states = {
    input,
    context,
    ...(result === undefined ? {} : { result }),
    ...(error === undefined ? {} : { errorOutput: error }),
  };
  return { ...variables, states };
}
