import type { Call } from './calls.ts';
import { type Faults, faultPlan } from './faults.ts';

/** What all endpoints of one test share: who may call, what was called, and what shall go wrong. */
export interface Surroundings {
  /** Secret of each access key. The access key of a function is its name. */
  readonly credentials: Map<string, string>;
  /** Every call in the order of its arrival, those that a fault struck included. */
  readonly calls: Call[];
  readonly faults: Faults;
}

export const surroundings = (): Surroundings => ({
  credentials: new Map([['TEST', 'secret-of-TEST']]),
  calls: [],
  faults: faultPlan(),
});

/** Lets a caller in, under a secret of its own. */
export function admit({ credentials }: Surroundings, accessKey: string): string {
  const secret = `secret-of-${accessKey}`;
  credentials.set(accessKey, secret);
  return secret;
}
