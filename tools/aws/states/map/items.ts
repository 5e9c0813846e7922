import type { MapState } from '../definition.ts';
import type { Visit } from '../frame.ts';
import { runtimeError } from '../state-error.ts';
import type { Value } from '../value.ts';

export interface Item {
  readonly index: number;
  readonly value: Value;
}

/** The list that stands in the state's input, or that its expression gives. */
export async function givenItems(
  state: MapState,
  { language, scope, name }: Visit,
): Promise<readonly Value[]> {
  const items = await language.items(state, scope);
  if (Array.isArray(items)) return items;
  throw runtimeError(`The items of Map '${name}' are not an array`);
}

/** What the processor is given for an item: ItemSelector (once called Parameters), else the item. */
export async function selectItem(
  state: MapState,
  { index, value }: Item,
  { language, scope }: Visit,
): Promise<Value> {
  const field =
    state.ItemSelector === undefined && language.given === 'Parameters' ? 'Parameters' : 'ItemSelector';
  const context = { ...(scope.context as object), Map: { Item: { Index: index, Value: value } } };
  return (await language.field(state, field, { ...scope, context })) ?? value;
}
