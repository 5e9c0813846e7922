import type { LearningSet } from '../../types.ts';

/** Fewer customers with a known outcome, or fewer of them who left, are too few to trust network and trees (modelling §5). */
const fewest = { customers: 2000, left: 200 };

/** Customers that can teach who leaves. */
export interface Taught {
  readonly customers: number;
  readonly left: number;
  /** Below either they are few. */
  readonly fewest: { readonly customers: number; readonly left: number };
  /** Whether the model of behaviour joins the members, and what is published is chosen as for few customers. */
  readonly few: boolean;
}

export function taughtBy({ churned, customer }: LearningSet): Taught {
  const customersWith = (wanted: (y: number) => boolean) =>
    new Set(Array.from(customer).filter((_, i) => wanted(churned[i]))).size;
  const customers = customersWith((y) => y === 0 || y === 1);
  const left = customersWith((y) => y === 1);
  return { customers, left, fewest, few: customers < fewest.customers || left < fewest.left };
}
