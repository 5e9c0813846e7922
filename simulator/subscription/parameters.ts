import type { LeavingParameters } from '../customer/leaving.ts';
import type { TraitParameters } from '../customer/traits.ts';

export interface SubscriptionParameters {
  readonly traits: TraitParameters;
  readonly leaving: LeavingParameters;
  readonly visitsBySatisfaction: number;
  /** Chance that a renewal is not paid and the subscription lapses, though the customer meant to stay. */
  readonly lapses: number;
  /** Chance of a change to a bigger or smaller plan at a renewal. */
  readonly changes: number;
  readonly yearly: number;
}

export const subscriptionParameters: SubscriptionParameters = {
  traits: {
    established: 0.35,
    oneTime: 0,
    bulk: 0.04,
    appUsers: 0.7,
    rate: { mean: 1 / 12, shape: 1.2 },
    logSpend: { mean: 0, spread: 1 },
    correlation: 0.2,
    levelSpread: 0.75,
    fickleShape: 2.5,
  },
  leaving: { hazard: 1 / 2200, bySatisfaction: 1.7, newcomers: 1.5, sudden: 0.3 },
  visitsBySatisfaction: 0.3,
  lapses: 0.006,
  changes: 0.012,
  yearly: 0.25,
};

/** Fee and margin a month of each plan, from small to big, in the reporting currency. */
export const planPrices = [
  { name: 'basic', monthly: 9.9, margin: 6.4 },
  { name: 'plus', monthly: 19.9, margin: 13.5 },
  { name: 'team', monthly: 59, margin: 42 },
] as const;
