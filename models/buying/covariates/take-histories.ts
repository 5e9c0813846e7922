import type { Histories } from '../histories.ts';

/** The histories of some customers, in the order given. */
export function takeHistories({ repeats, lastAt, age }: Histories, customers: Int32Array): Histories {
  const taken = (values: Float64Array) => Float64Array.from(customers, (i) => values[i]);
  return { repeats: taken(repeats), lastAt: taken(lastAt), age: taken(age) };
}
