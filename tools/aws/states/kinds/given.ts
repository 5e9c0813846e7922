import type { Visit } from '../frame.ts';
import type { Value } from '../value.ts';

/** What a Task or a branch works on: its parameters or arguments, else the state's input. */
export async function givenTo(owner: object, { language, scope }: Visit): Promise<Value> {
  return (await language.field(owner, language.given, scope)) ?? scope.input;
}
