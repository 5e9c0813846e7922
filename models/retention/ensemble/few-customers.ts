import type { LearningSet } from '../../types.ts';

/** Fewer customers with a known outcome, or fewer of them who left, are too few to trust network and trees (modelling §5). */
const fewestCustomers = 2000;
const fewestLeft = 200;

/** Customers that can teach who leaves. */
export interface Taught {
  readonly customers: number;
  readonly left: number;
  /** Whether the model of behaviour joins the members, and what is published is chosen as for few customers. */
  readonly few: boolean;
}

export function taughtBy({ churned, customer }: LearningSet): Taught {
  const customersWith = (wanted: (y: number) => boolean) =>
    new Set(Array.from(customer).filter((_, i) => wanted(churned[i]))).size;
  const customers = customersWith((y) => y === 0 || y === 1);
  const left = customersWith((y) => y === 1);
  return { customers, left, few: customers < fewestCustomers || left < fewestLeft };
}

/** For the manifest and the card. */
export const fewSentence = ({ customers, left }: Taught, behaviour: string): string =>
  `${customers.toLocaleString('en')} customers to learn from, of whom ${left.toLocaleString('en')} left, are fewer than ${fewestCustomers.toLocaleString('en')} and ${fewestLeft}: ${behaviour} takes part.`;
