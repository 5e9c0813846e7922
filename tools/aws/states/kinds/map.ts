import type { MapState, Processor } from '../definition.ts';
import type { Frame, Visit } from '../frame.ts';
import { givenItems, selectItem } from '../map/items.ts';
import { runDistributed } from '../map/run-distributed.ts';
import { runtimeError } from '../state-error.ts';
import type { Value } from '../value.ts';
import { siblings } from './siblings.ts';

/** What the service runs at once where an inline Map sets no limit, or a higher one. */
const mostInline = 40;

/** Runs a Map's processor on each item: within the execution, or each in a child execution of its own. */
export async function goOver(state: MapState, visit: Visit): Promise<Value> {
  const processor = state.ItemProcessor ?? state.Iterator;
  if (processor === undefined) throw runtimeError(`Map '${visit.name}' has no processor`);
  const distributed = processor.ProcessorConfig?.Mode === 'DISTRIBUTED';
  return distributed ? runDistributed(state, processor, visit) : runInline(state, processor, visit);
}

async function runInline(state: MapState, processor: Processor, visit: Visit): Promise<Value> {
  const { name, frame, language, scope } = visit;
  const items = await givenItems(state, visit);
  const atOnce = Number((await language.field(state, 'MaxConcurrency', scope)) ?? 0);
  frame.history.add('MapStateStarted', { state: name });
  const results: Value[] = [];
  const family = siblings(frame);
  let next = 0;
  const worker = async () => {
    while (next < items.length) {
      const index = next++;
      const value = items[index]!;
      const context = { ...frame.context, Map: { Item: { Index: index, Value: value } } };
      const input = await selectItem(state, { index, value }, visit);
      results[index] = await iterate(processor, input, name, family.frame(context));
    }
    return null;
  };
  const workers = Math.min(atOnce || mostInline, mostInline, items.length);
  await family.all(Array.from({ length: workers }, () => worker));
  frame.history.add('MapStateSucceeded', { state: name });
  return results;
}

async function iterate(processor: Processor, input: Value, state: string, frame: Frame): Promise<Value> {
  const { engine, history } = frame;
  history.add('MapIterationStarted', { state });
  try {
    const result = await engine.run(processor, input, frame);
    history.add('MapIterationSucceeded', { state });
    return result;
  } catch (error) {
    history.add('MapIterationFailed', { state });
    throw error;
  }
}
