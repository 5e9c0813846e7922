import { arnOf } from '../../endpoint/calls.ts';
import type { Integration, Resources } from '../frame.ts';
import type { Execution } from '../start-execution.ts';
import { StateError } from '../state-error.ts';
import { isFields, type Value } from '../value.ts';

/** Starts an execution of a state machine by its name. @throws StateError where there is none */
export type StartNested = (stateMachine: string, input: Value, name: string | undefined) => Execution;

/** How the service learns that an execution it waits for has ended: by a rule of its own on the event bus. */
const rule = arnOf('events', 'rule/StepFunctionsGetEventsForStepFunctionsExecutionRule');

/** `arn:aws:states:::states:startExecution`, and its forms that wait for the end; `:2` gives the output as JSON. */
export function nestedIntegrations(
  start: StartNested,
  record: NonNullable<Resources['record']>,
): Readonly<Record<string, Integration>> {
  const begin = (given: Value): Execution => {
    const { StateMachineArn = '', Input = {}, Name } = isFields(given) ? given : {};
    record('states:StartExecution', String(StateMachineArn));
    const machine = String(StateMachineArn).split(':').at(-1) ?? '';
    return start(machine, Input, Name === undefined ? undefined : String(Name));
  };
  const finish = (readOutput: (output: Value) => Value) => async (given: Value) => {
    const { arn, finished } = begin(given);
    for (const action of ['states:DescribeExecution', 'states:StopExecution']) record(action, arn);
    for (const action of ['events:PutTargets', 'events:PutRule', 'events:DescribeRule']) record(action, rule);
    const { status, output = null, error = '', cause = '' } = await finished;
    const told = { ExecutionArn: arn, Status: status };
    if (status === 'SUCCEEDED') return { ...told, Output: readOutput(output) };
    throw new StateError('States.TaskFailed', JSON.stringify({ ...told, Error: error, Cause: cause }));
  };
  return {
    'arn:aws:states:::states:startExecution': async (given) => ({ ExecutionArn: begin(given).arn }),
    'arn:aws:states:::states:startExecution.sync': finish((output) => JSON.stringify(output)),
    'arn:aws:states:::states:startExecution.sync:2': finish((output) => output),
  };
}
