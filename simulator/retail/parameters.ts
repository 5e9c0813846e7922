import type { LeavingParameters } from '../customer/leaving.ts';
import type { TraitParameters } from '../customer/traits.ts';

export interface RetailParameters {
  readonly traits: TraitParameters;
  readonly leaving: LeavingParameters;
  /** Most join by ordering. */
  readonly ordersOnJoining: number;
  /** Log of the chance to order per standard deviation of satisfaction: soft. */
  readonly ordersBySatisfaction: number;
  readonly visitsBySatisfaction: number;
  /** A customer who has just ordered needs nothing for about this share of the own gap between orders. */
  readonly saturation: number;
  /** Spread of the log of an order's amount around the customer's own. */
  readonly amountSpread: number;
  readonly bulkAmountSpread: number;
  readonly retriesFailedPayment: number;
  readonly defects: number;
  readonly returns: number;
}

export const retailParameters: RetailParameters = {
  traits: {
    established: 0.25,
    oneTime: 0.3,
    bulk: 0.04,
    appUsers: 0.45,
    rate: { mean: 1 / 54, shape: 3.6 },
    logSpend: { mean: Math.log(48), spread: 0.55 },
    correlation: -0.15,
    levelSpread: 0.75,
    fickleShape: 2.5,
  },
  leaving: { hazard: 1 / 4000, bySatisfaction: 1.9, newcomers: 0.5, sudden: 0.3 },
  ordersOnJoining: 0.8,
  ordersBySatisfaction: 0.2,
  visitsBySatisfaction: 0.25,
  saturation: 0.5,
  amountSpread: 0.45,
  bulkAmountSpread: 0.9,
  retriesFailedPayment: 0.7,
  defects: 0.03,
  returns: 0.05,
};

/** Margin over revenue by category. */
export const marginRates: Readonly<Record<string, number>> = {
  home: 0.42,
  clothing: 0.5,
  beauty: 0.46,
  food: 0.26,
  electronics: 0.17,
};
