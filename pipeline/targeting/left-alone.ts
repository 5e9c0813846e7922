import type { Barred, Left, Place } from './barred.ts';
import { byPriority } from './selected-customer.ts';
import type { Suppression } from './suppress.ts';

/** Customers whom lists leave alone, by priority, each with the rule that did it. They can be gone through again and again. */
export interface LeftAlone extends Iterable<Left> {
  readonly length: number;
  /** The rules alone, in the same order. */
  readonly rules: Iterable<Suppression>;
}

/**
 * Those whom lists found they had to leave alone, and those barred from all of them as far as each list has looked.
 * @param until the place that made each list full; null: it looked at all
 */
export function leftAlone(
  found: readonly Left[],
  barred: Barred | undefined,
  until: readonly (Place | null)[],
): LeftAlone {
  const inOrder = found.toSorted((a, b) => byPriority(a.customer, b.customer));
  const all = { [Symbol.iterator]: () => merged(inOrder, barred?.left(until) ?? []) };
  let length = found.length;
  for (const _ of barred?.rulesOf(until) ?? []) length++;
  return {
    ...all,
    length,
    rules: mapped({ ...all, length }, ({ suppression }) => suppression),
  };
}

/** Two sequences by priority as one. */
function* merged(some: readonly Left[], others: Iterable<Left>): Generator<Left> {
  let next = 0;
  for (const other of others) {
    while (next < some.length && byPriority(some[next]!.customer, other.customer) < 0) yield some[next++]!;
    yield other;
  }
  yield* some.slice(next);
}

/** What is made of each of a sequence, when it is asked for. */
export const mapped = <One, Other>(
  all: Iterable<One> & { readonly length: number },
  of: (one: One) => Other,
): Iterable<Other> & { readonly length: number } => ({
  length: all.length,
  *[Symbol.iterator]() {
    for (const one of all) yield of(one);
  },
});
