/** Slices of so many items, the last of fewer; of nothing one that is empty. */
export function* inSlices<Item>(items: Iterable<Item>, size: number): Generator<Item[]> {
  let slice: Item[] = [];
  let first = true;
  for (const item of items) {
    if (slice.length === size) {
      yield slice;
      [slice, first] = [[], false];
    }
    slice.push(item);
  }
  if (first || slice.length > 0) yield slice;
}
