import { randomUUID } from 'node:crypto';
import { arnOf } from '../endpoint/calls.ts';
import { type Clock, realClock } from './clock.ts';
import type { Definition } from './definition.ts';
import type { Engine, Frame, Resources } from './frame.ts';
import { type History, type HistoryEvent, startHistory } from './history.ts';
import type { MapRun } from './map/map-run.ts';
import { runStates } from './run-states.ts';
import { StateError, stateErrorOf } from './state-error.ts';
import { type Value, withinLimit } from './value.ts';

/** What DescribeExecution tells. */
export interface Description {
  readonly status: 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';
  readonly output?: Value;
  readonly error?: string;
  readonly cause?: string;
}

export interface Execution {
  readonly arn: string;
  readonly describe: () => Description;
  readonly history: readonly HistoryEvent[];
  /** What DescribeMapRun tells of each distributed Map, in the order in which they started. */
  readonly mapRuns: readonly MapRun[];
  /** StopExecution. A function that is at work goes on, as it does in the cloud; no state starts any more. */
  readonly stop: (error?: string, cause?: string) => void;
  /** Settles when the execution has ended, in whichever way. */
  readonly finished: Promise<Description>;
}

export interface ExecutionOptions {
  readonly clock?: Clock;
  /** Name of the execution; a random one where left out. */
  readonly name?: string;
  /** Name of the state machine. */
  readonly stateMachine?: string;
  /** Draws in [0, 1) for jitter. */
  readonly random?: () => number;
}

/** Why no state of an execution may start any more. */
class Stopped extends Error {
  readonly outcome: Description;
  constructor(outcome: Description) {
    super(outcome.status);
    this.outcome = outcome;
  }
}

/** Starts an execution of a state machine, as StartExecution does. */
export function startExecution(
  definition: Definition,
  input: Value,
  resources: Resources,
  options: ExecutionOptions = {},
): Execution {
  const { clock = realClock, name = randomUUID(), stateMachine = 'machine', random = Math.random } = options;
  const engine: Engine = {
    definition,
    resources,
    clock,
    random,
    stateMachine: { name: stateMachine, arn: arnOf('states', `stateMachine:${stateMachine}`) },
    mapRuns: [],
    run: runStates,
  };
  const arn = arnOf('states', `execution:${stateMachine}:${name}`);
  const history = startHistory(clock.now);
  const stopper = new AbortController();
  const stop = (outcome: Description) => stopper.abort(new Stopped(outcome));
  const frame = topFrame(engine, { arn, name, input, history, stopped: stopper.signal });
  let description: Description = { status: 'RUNNING' };
  const finished = finish(frame, input, stop).then((outcome) => {
    description = outcome;
    return outcome;
  });
  return {
    arn,
    history: history.events,
    mapRuns: engine.mapRuns,
    finished,
    describe: () => description,
    stop: (error = '', cause = '') => stop({ status: 'ABORTED', error, cause }),
  };
}

interface Top {
  readonly arn: string;
  readonly name: string;
  readonly input: Value;
  readonly history: History;
  readonly stopped: AbortSignal;
}

function topFrame(engine: Engine, { arn, name, input, history, stopped }: Top): Frame {
  const { stateMachine, clock } = engine;
  const context = {
    Execution: { Id: arn, Input: input, Name: name, StartTime: clock.now().toISOString() },
    StateMachine: { Id: stateMachine.arn, Name: stateMachine.name },
  };
  return { engine, history, context, executionArn: arn, stopped, variables: {} };
}

/** Runs the states until they end, time is over, or somebody stops them. */
async function finish(
  frame: Frame,
  input: Value,
  stop: (outcome: Description) => void,
): Promise<Description> {
  const { history, engine, stopped } = frame;
  const { TimeoutSeconds } = engine.definition;
  const callOff =
    TimeoutSeconds === undefined
      ? undefined
      : engine.clock.deadline(1000 * TimeoutSeconds, () =>
          stop({ status: 'TIMED_OUT', error: 'States.Timeout' }),
        );
  history.add('ExecutionStarted', { input });
  const outcome = await Promise.race([whenStopped(stopped), run(frame, input)]).catch(outcomeOf);
  callOff?.();
  const { status, ...details } = outcome;
  const words = {
    SUCCEEDED: 'Succeeded',
    FAILED: 'Failed',
    TIMED_OUT: 'TimedOut',
    ABORTED: 'Aborted',
    RUNNING: '',
  };
  history.add(`Execution${words[status]}`, details);
  return outcome;
}

async function run(frame: Frame, input: Value): Promise<Description> {
  const { engine } = frame;
  const output = await engine.run(engine.definition, withinLimit(input, 'The input'), frame);
  return { status: 'SUCCEEDED', output };
}

const whenStopped = (signal: AbortSignal): Promise<never> =>
  new Promise((_, fail) => signal.addEventListener('abort', () => fail(signal.reason), { once: true }));

function outcomeOf(cause: unknown): Description {
  if (cause instanceof Stopped) return cause.outcome;
  const { error, message } = cause instanceof StateError ? cause : stateErrorOf(cause);
  return { status: 'FAILED', error, cause: message };
}
