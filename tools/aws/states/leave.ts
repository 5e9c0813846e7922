import type { Shape, State } from './definition.ts';
import type { Visit } from './frame.ts';
import type { Scope, Variables } from './language.ts';
import { isFields, type Value, withinLimit } from './value.ts';

/** What a state hands to the one that follows it; without a next one the graph ends. */
export interface Step {
  readonly next: string | undefined;
  readonly output: Value;
  readonly assigned?: Variables;
}

/** What a state worked out, before it is shaped. */
export interface Outcome {
  /** Undefined for states that pass their input on. */
  readonly result?: Value;
  /** Where a state goes other than to its `Next`, and what shapes its output then. */
  readonly chosen?: { readonly next: string; readonly shape: Shape };
}

/** Shapes output and variables, both from the variables as they were when the state was entered. */
export async function leave(state: State, { result, chosen }: Outcome, visit: Visit): Promise<Step> {
  const { language } = visit;
  const scope: Scope = result === undefined ? visit.scope : { ...visit.scope, result };
  const shape = chosen?.shape ?? state;
  const output = await language.output(shape, scope);
  return { next: chosen?.next ?? state.Next, output, assigned: await assignedBy(shape, scope, visit) };
}

export async function assignedBy(shape: Shape, scope: Scope, { language, name }: Visit): Promise<Variables> {
  const assigned = await language.field(shape, 'Assign', scope);
  return isFields(assigned) ? withinLimit(assigned, `What state '${name}' assigns`) : {};
}
