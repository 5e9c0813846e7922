import type { Catcher } from './definition.ts';
import type { Visit } from './frame.ts';
import { assignedBy, type Step } from './leave.ts';
import { isNamed, type StateError } from './state-error.ts';

/** Goes where the first catcher that names the error says. @throws the error where none does */
export async function catchError(
  catchers: readonly Catcher[] = [],
  error: StateError,
  visit: Visit,
): Promise<Step> {
  const catcher = catchers.find(({ ErrorEquals }) => isNamed(error, ErrorEquals));
  if (catcher === undefined) throw error;
  const scope = { ...visit.scope, error: { ...error.output } };
  const output = await visit.language.caught(catcher, scope);
  return { next: catcher.Next, output, assigned: await assignedBy(catcher, scope, visit) };
}
