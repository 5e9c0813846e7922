import { randomUUID } from 'node:crypto';
import { arnOf } from '../../endpoint/calls.ts';
import type { MapState, Processor } from '../definition.ts';
import type { Frame, Visit } from '../frame.ts';
import { startHistory } from '../history.ts';
import { stateErrorOf } from '../state-error.ts';
import { type Value, withinLimit } from '../value.ts';
import { type Unit, unitsOf } from './batches.ts';
import { type MapRun, noneYet } from './map-run.ts';
import { workThrough } from './pool.ts';
import { type Child, keptResults, type Results } from './results.ts';
import { toleranceOf } from './tolerance.ts';
import { writtenResults } from './write-results.ts';

/** Child executions that the service runs at once where a distributed Map sets no limit. */
const mostDistributed = 10_000;

/** Runs a child execution with a history of its own for each item or batch, within the failures tolerated. */
export async function runDistributed(state: MapState, processor: Processor, visit: Visit): Promise<Value> {
  const { name, frame, language, scope } = visit;
  const run = startMapRun(state, visit);
  const results = await resultsOf(state, run, visit);
  const tolerance = await toleranceOf(state, visit);
  const atOnce = Number((await language.field(state, 'MaxConcurrency', scope)) ?? 0) || mostDistributed;
  const ended = new AbortController();
  const within = { ...frame, stopped: AbortSignal.any([frame.stopped, ended.signal]) };
  frame.history.add('MapRunStarted', { state: name });
  try {
    let index = 0;
    await workThrough(unitsOf(state, visit), atOnce, async (unit) => {
      within.stopped.throwIfAborted();
      const child = await runChild(processor, { ...unit, index: index++ }, run, within);
      await results.add(child);
      tolerance.check(run.items, false);
    });
    tolerance.check(run.items, true);
    const result = await results.finish();
    run.status = 'SUCCEEDED';
    frame.history.add('MapRunSucceeded', { state: name });
    return result;
  } catch (cause) {
    ended.abort(cause);
    run.status = frame.stopped.aborted ? 'ABORTED' : 'FAILED';
    frame.history.add('MapRunFailed', { state: name, ...failureOf(cause) });
    throw cause;
  }
}

function failureOf(cause: unknown): { error: string; cause: string } {
  const { error, message } = stateErrorOf(cause);
  return { error, cause: message };
}

function startMapRun(state: MapState, { name, frame }: Visit): MapRun {
  const { stateMachine, mapRuns, resources } = frame.engine;
  resources.record?.('states:StartExecution', stateMachine.arn);
  const children = arnOf('states', `execution:${stateMachine.name}:children`);
  for (const action of ['states:DescribeExecution', 'states:StopExecution'])
    resources.record?.(action, children);
  const run: MapRun = {
    arn: arnOf('states', `mapRun:${stateMachine.name}/${state.Label ?? name}:${randomUUID()}`),
    status: 'RUNNING',
    items: noneYet(),
    executions: noneYet(),
    mostAtOnce: 0,
  };
  mapRuns.push(run);
  return run;
}

async function resultsOf({ ResultWriter: writer }: MapState, run: MapRun, visit: Visit): Promise<Results> {
  if (writer?.Resource) return writtenResults(writer, run, visit);
  return keptResults(writer?.WriterConfig?.Transformation ?? 'COMPACT');
}

async function runChild(
  processor: Processor,
  { input, items, index }: Unit & { readonly index: number },
  run: MapRun,
  frame: Frame,
): Promise<Child> {
  const { clock, stateMachine } = frame.engine;
  const arn = `${run.arn.replace(':mapRun:', ':execution:').replace(/[^:]+$/, '')}${randomUUID()}`;
  const about = { index, arn, stateMachine: stateMachine.arn, input, started: clock.now() };
  count(run, 'running', items);
  run.mostAtOnce = Math.max(run.mostAtOnce, run.executions.running);
  try {
    const output = await frame.engine.run(
      processor,
      withinLimit(input, 'The input of a child execution'),
      childFrame(about, frame),
    );
    count(run, 'succeeded', items);
    return { ...about, status: 'SUCCEEDED', output, stopped: clock.now() };
  } catch (error) {
    frame.stopped.throwIfAborted();
    count(run, 'failed', items);
    return { ...about, status: 'FAILED', ...failureOf(error), stopped: clock.now() };
  } finally {
    count(run, 'running', -items);
  }
}

function count({ items, executions }: MapRun, what: keyof MapRun['items'], change: number): void {
  items[what] += change;
  executions[what] += Math.sign(change);
}

/** A child knows nothing of its parent's variables, and its events do not count against its parent's. */
function childFrame({ arn, input, started }: Pick<Child, 'arn' | 'input' | 'started'>, parent: Frame): Frame {
  const { engine, context } = parent;
  const Execution = {
    Id: arn,
    Input: input,
    Name: arn.split(':').at(-1) ?? '',
    StartTime: started.toISOString(),
  };
  return {
    ...parent,
    executionArn: arn,
    variables: {},
    history: startHistory(engine.clock.now, false),
    context: { ...context, Execution },
  };
}
