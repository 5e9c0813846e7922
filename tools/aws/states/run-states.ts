import { catchError } from './catch-error.ts';
import type { Graph, State } from './definition.ts';
import type { Frame, Visit } from './frame.ts';
import { workOf } from './kinds/work.ts';
import { languageOf } from './language-of.ts';
import { leave, type Step } from './leave.ts';
import { startRetries } from './retries.ts';
import { runtimeError, stateErrorOf } from './state-error.ts';
import { type Value, withinLimit } from './value.ts';

/** Goes through a graph from its first state to one that ends it. @throws StateError that no state caught */
export async function runStates(graph: Graph, input: Value, frame: Frame): Promise<Value> {
  let step: Step = { next: graph.StartAt, output: input };
  while (step.next !== undefined) {
    const state = graph.States[step.next];
    if (state === undefined) throw runtimeError(`There is no state ${step.next}`);
    step = await runState(step.next, state, step.output, frame);
  }
  return step.output;
}

async function runState(name: string, state: State, raw: Value, frame: Frame): Promise<Step> {
  frame.history.add(`${state.Type}StateEntered`, { state: name, input: raw });
  const step = await tryState(name, state, raw, frame);
  frame.variables = { ...frame.variables, ...step.assigned };
  withinLimit(step.output, `The output of state '${name}'`);
  if (state.Type !== 'Fail') {
    frame.history.add(`${state.Type}StateExited`, { state: name, output: step.output });
  }
  return step;
}

async function tryState(name: string, state: State, raw: Value, frame: Frame): Promise<Step> {
  const { clock, random } = frame.engine;
  const entered = clock.now().toISOString();
  const { Retry, Catch } = 'Retry' in state || 'Catch' in state ? state : {};
  const retries = startRetries(Retry, random);
  for (let retryCount = 0; ; retryCount++) {
    frame.stopped.throwIfAborted();
    const visit = visitOf(name, state, raw, { frame, entered, retryCount });
    try {
      return await attempt(state, visit);
    } catch (cause) {
      frame.stopped.throwIfAborted();
      const error = stateErrorOf(cause);
      const pause = retries.pauseAfter(error);
      if (pause === undefined) return catchError(Catch, error, visit);
      await clock.sleep(pause);
    }
  }
}

async function attempt(state: State, visit: Visit): Promise<Step> {
  const scope = { ...visit.scope, input: visit.language.input(state.InputPath, visit.scope) };
  const within = { ...visit, scope };
  return leave(state, await workOf(state, within), within);
}

function visitOf(
  name: string,
  state: State,
  raw: Value,
  { frame, entered, retryCount }: { frame: Frame; entered: string; retryCount: number },
): Visit {
  const { engine, variables } = frame;
  const State = { Name: name, EnteredTime: entered, RetryCount: retryCount };
  return {
    name,
    frame,
    language: languageOf(state.QueryLanguage ?? engine.definition.QueryLanguage),
    scope: { raw, input: raw, variables, context: { ...frame.context, State } },
  };
}
