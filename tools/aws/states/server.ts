import type { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import type { S3Client } from '@aws-sdk/client-s3';
import type { SNSClient } from '@aws-sdk/client-sns';
import { arnOf } from '../endpoint/calls.ts';
import { admit, type Surroundings } from '../endpoint/surroundings.ts';
import { type LambdaEndpoint, LambdaError } from '../lambda/server.ts';
import type { Definition } from './definition.ts';
import type { Resources } from './frame.ts';
import { eventsIntegrations } from './integrations/events.ts';
import { lambdaIntegrations } from './integrations/lambda.ts';
import { nestedIntegrations } from './integrations/nested.ts';
import { snsIntegrations } from './integrations/sns.ts';
import { type Execution, type ExecutionOptions, startExecution } from './start-execution.ts';
import { StateError } from './state-error.ts';
import type { Value } from './value.ts';

/** Clients that sign as a state machine. */
export interface StateClients {
  readonly s3: S3Client;
  readonly sns: SNSClient;
  readonly events: EventBridgeClient;
}

export interface StatesEndpoint {
  /** Makes a state machine known, or changes it. It signs its calls with its name as the access key. */
  readonly create: (name: string, definition: Definition) => void;
  /** StartExecution. @throws StateError where there is no such machine, or an execution of this name already */
  readonly start: (name: string, input: Value, options?: ExecutionOptions) => Execution;
  /** Every execution that was started, those that a state machine started included. */
  readonly executions: readonly Execution[];
  /** Stops what still runs. */
  readonly close: () => Promise<void>;
}

/** Starts Step Functions over Lambda, S3, SNS and EventBridge. */
export function startStates(
  around: Surroundings,
  { lambda, clients }: { lambda: LambdaEndpoint; clients: (accessKey: string) => StateClients },
): StatesEndpoint {
  const machines = new Map<string, { definition: Definition; resources: ReturnType<typeof resourcesOf> }>();
  const executions: Execution[] = [];

  const start: StatesEndpoint['start'] = (name, input, options = {}) => {
    const machine = machines.get(name);
    if (!machine) throw new StateError('StateMachineDoesNotExist', arnOf('states', `stateMachine:${name}`));
    const taken = arnOf('states', `execution:${name}:${options.name}`);
    if (executions.some(({ arn }) => arn === taken)) throw new StateError('ExecutionAlreadyExists', taken);
    const resources = machine.resources(options);
    const execution = startExecution(machine.definition, input, resources, {
      ...options,
      stateMachine: name,
    });
    executions.push(execution);
    return execution;
  };
  const resourcesOf =
    (name: string) =>
    ({ clock, random }: ExecutionOptions): Resources => {
      const { s3, sns, events } = clients(name);
      const record = (action: string, resource: string) =>
        void around.calls.push({ caller: name, action, resource, operation: 'StartExecution' });
      const like = { ...(clock ? { clock } : {}), ...(random ? { random } : {}) };
      const nested = nestedIntegrations(
        (machine, input, called) => start(machine, input, { ...like, ...(called ? { name: called } : {}) }),
        record,
      );
      const integrations = {
        ...lambdaIntegrations((called, payload) => lambda.invoke(called, payload, name).catch(asStateError)),
        ...snsIntegrations(sns),
        ...eventsIntegrations(events),
        ...nested,
      };
      return { integrations, s3, record };
    };
  return {
    executions,
    start,
    create: (name, definition) => {
      admit(around, name);
      machines.set(name, { definition, resources: resourcesOf(name) });
    },
    close: async () => {
      for (const { describe, stop } of executions) if (describe().status === 'RUNNING') stop();
      await Promise.all(executions.map(({ finished }) => finished));
    },
  };
}

function asStateError(cause: unknown): never {
  if (cause instanceof LambdaError) throw new StateError(`Lambda.${cause.name}`, cause.message);
  throw cause;
}
