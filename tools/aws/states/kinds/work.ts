import type { State } from '../definition.ts';
import type { Visit } from '../frame.ts';
import type { Outcome } from '../leave.ts';
import { choose } from './choice.ts';
import { fail } from './fail.ts';
import { goOver } from './map.ts';
import { runBranches } from './parallel.ts';
import { pass } from './pass.ts';
import { callService } from './task.ts';
import { wait } from './wait.ts';

/** Does the work of a state. */
export async function workOf(state: State, visit: Visit): Promise<Outcome> {
  switch (state.Type) {
    case 'Task':
      return { result: await callService(state, visit) };
    case 'Map':
      return { result: await goOver(state, visit) };
    case 'Parallel':
      return { result: await runBranches(state, visit) };
    case 'Choice':
      return { chosen: await choose(state, visit) };
    case 'Pass':
      return pass(state, visit);
    case 'Wait':
      await wait(state, visit);
      return {};
    case 'Fail':
      throw await fail(state, visit);
    case 'Succeed':
      return {};
  }
}
