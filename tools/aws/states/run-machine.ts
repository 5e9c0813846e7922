import { type FakeClock, fakeClock } from './clock.ts';
import type { Definition, State } from './definition.ts';
import type { Resources } from './frame.ts';
import { lambdaIntegrations } from './integrations/lambda.ts';
import {
  type Description,
  type Execution,
  type ExecutionOptions,
  startExecution,
} from './start-execution.ts';
import { StateError } from './state-error.ts';
import type { Value } from './value.ts';

/** A function in the test's own process. What it throws is its error, by the thrown error's name. */
export type LocalFunction = (payload: never) => Value | Promise<Value>;
export type LocalFunctions = Readonly<Record<string, LocalFunction>>;

/** Lambda over functions of the test itself. */
export function localFunctions(functions: LocalFunctions): Resources {
  const invoke = async (name: string, payload: Value) => {
    const called = functions[name];
    if (!called) throw new StateError('Lambda.ResourceNotFoundException', `Function not found: ${name}`);
    try {
      return { payload: await called(payload as never) };
    } catch (thrown) {
      const { name: errorType, message: errorMessage } = thrown as Error;
      return { payload: { errorType, errorMessage }, functionError: 'Unhandled' };
    }
  };
  return { integrations: lambdaIntegrations(invoke) };
}

/** An error as a function throws it. */
export const thrown = (name: string, message = ''): Error => Object.assign(new Error(message), { name });

/** ARN of a function of the test. */
export const functionArn = (name: string): string =>
  `arn:aws:lambda:eu-central-1:000000000000:function:${name}`;

/** A graph of states that follow each other in the order in which they stand, unless they say otherwise. */
export function chain(states: Readonly<Record<string, State>>): Definition {
  const names = Object.keys(states);
  const linked = Object.entries(states).map(([name, state], i) => {
    const next = i + 1 < names.length ? { Next: names[i + 1] } : { End: true };
    const ends = ['Choice', 'Succeed', 'Fail'].includes(state.Type) || 'Next' in state || 'End' in state;
    return [name, ends ? state : { ...state, ...next }];
  });
  return { StartAt: names[0]!, States: Object.fromEntries(linked) };
}

export interface Ran extends Description {
  readonly execution: Execution;
  readonly clock: FakeClock;
}

/** Runs a definition to its end on a fake clock. */
export async function runMachine(
  definition: Definition,
  input: Value,
  resources: Resources | LocalFunctions = {},
  options: ExecutionOptions = {},
): Promise<Ran> {
  const clock = fakeClock();
  const world =
    'integrations' in resources ? (resources as Resources) : localFunctions(resources as LocalFunctions);
  const execution = startExecution(definition, input, world, { clock, ...options });
  return { ...(await execution.finished), execution, clock };
}
