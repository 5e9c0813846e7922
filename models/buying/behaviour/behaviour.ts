import type { SurvivalCurve } from '../../survival/survival-curve.ts';
import type { BuyingFit, BuyingModel } from '../buying-model.ts';
import type { SpendModel } from '../spending/fit-gamma-gamma.ts';

/** Where a table of features tells how customers buy, or how long they have stayed, and how far ahead to look. */
export type BehaviourColumns = BuyingColumns | StayingColumns;

interface Ahead {
  /** Days within which churn, and value, are counted. */
  readonly churnDays: number;
  readonly valueDays: number;
}

/** Customers without a contract: counts of orders, days since the first and the last of them, mean money of an order. */
export interface BuyingColumns extends Ahead {
  readonly kind: 'buying';
  readonly orders: string;
  readonly firstOrderDays: string;
  readonly recencyDays: string;
  readonly spend: string;
}

/** Customers under contract: days since it began, and money a month. */
export interface StayingColumns extends Ahead {
  readonly kind: 'staying';
  readonly tenureDays: string;
  readonly monthly: string;
}

/** A probabilistic model of churn and value together, as plain JSON. */
export type BehaviourModel = BuyingBehaviour | StayingBehaviour;

export interface BuyingBehaviour {
  readonly columns: BuyingColumns;
  readonly buying: BuyingModel;
  readonly spend: SpendModel;
}

export interface StayingBehaviour {
  readonly columns: StayingColumns;
  /** Periods are of `churnDays`. */
  readonly curve: SurvivalCurve;
  /** Mean money a month of those who pay any. */
  readonly usualMonthly: number;
}

const called: Record<BuyingFit['kind'], string> = {
  'bg-nbd': 'BG/NBD',
  'mbg-nbd': 'MBG/NBD',
  'pareto-nbd': 'Pareto/NBD',
};

/** What the model is called in a table. */
export const nameOfRule = (model: BehaviourModel): string =>
  'buying' in model ? `${called[model.buying.kind]}, Gamma-Gamma` : 'survival by tenure';
