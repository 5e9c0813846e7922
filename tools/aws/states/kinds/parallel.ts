import type { ParallelState } from '../definition.ts';
import type { Visit } from '../frame.ts';
import type { Value } from '../value.ts';
import { givenTo } from './given.ts';
import { siblings } from './siblings.ts';

/** Runs all branches on the same input; the first that fails ends the others. */
export async function runBranches(state: ParallelState, visit: Visit): Promise<Value> {
  const { name, frame } = visit;
  const input = await givenTo(state, visit);
  frame.history.add('ParallelStateStarted', { state: name });
  const family = siblings(frame);
  const results = await family.all(
    state.Branches.map((branch) => () => frame.engine.run(branch, input, family.frame())),
  );
  frame.history.add('ParallelStateSucceeded', { state: name });
  return results;
}
