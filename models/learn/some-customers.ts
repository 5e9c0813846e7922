import { customerShare } from '../numerics/random.ts';

/** All rows of a hashed share of the customers: about `most` rows, or all rows where they are fewer. */
export function someCustomers(customer: Int32Array, most: number, seed: number): Int32Array {
  const all = Int32Array.from(customer.keys());
  if (all.length <= most) return all;
  return all.filter((i) => customerShare(customer[i], seed) < most / all.length);
}
