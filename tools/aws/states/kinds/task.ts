import type { TaskState } from '../definition.ts';
import type { Integration, Visit } from '../frame.ts';
import { runtimeError, StateError, stateErrorOf } from '../state-error.ts';
import { type Value, withinLimit } from '../value.ts';
import { givenTo } from './given.ts';

/** Calls the service that a Task names, within its time. */
export async function callService(state: TaskState, visit: Visit): Promise<Value> {
  const { name, frame } = visit;
  const { history } = frame;
  const about = { state: name, resource: state.Resource };
  const given = withinLimit(await givenTo(state, visit), `What task '${name}' is given`);
  history.add('TaskScheduled', { ...about, input: given });
  history.add('TaskStarted', about);
  try {
    const work = integrationOf(state.Resource, visit)(given, callOf(visit), state.Resource);
    const result = withinLimit(await inTime(work, state, visit), `The result of task '${name}'`);
    history.add('TaskSucceeded', { ...about, output: result });
    return result;
  } catch (cause) {
    const error = stateErrorOf(cause);
    const type = error.error === 'States.Timeout' ? 'TaskTimedOut' : 'TaskFailed';
    history.add(type, { ...about, error: error.error, cause: error.message });
    throw error;
  }
}

function integrationOf(resource: string, { frame }: Visit): Integration {
  const { integrations } = frame.engine.resources;
  const integration = integrations[resource.startsWith('arn:aws:lambda:') ? 'lambda' : resource];
  if (integration === undefined) throw runtimeError(`No integration for ${resource}`);
  return integration;
}

const callOf = ({ frame }: Visit) => ({
  stateMachine: frame.engine.stateMachine.arn,
  execution: frame.executionArn,
});

/** @throws StateError `States.Timeout` after `TimeoutSeconds` */
async function inTime(work: Promise<Value>, state: TaskState, visit: Visit): Promise<Value> {
  const seconds = await visit.language.field(state, 'TimeoutSeconds', visit.scope);
  if (seconds === undefined) return work;
  return new Promise((done, failed) => {
    const callOff = visit.frame.engine.clock.deadline(1000 * Number(seconds), () =>
      failed(new StateError('States.Timeout', `Task '${visit.name}' took more than ${seconds} s`)),
    );
    work.then(done, failed).finally(callOff);
  });
}
