import type { BuyingModel } from './buying-model.ts';
import { discountedPurchases } from './discounted-purchases.ts';
import { expectedPurchases } from './expected-purchases.ts';
import type { Histories } from './histories.ts';
import { noPurchaseChance } from './purchase-counts.ts';
import { aliveChance, type Living, livingAfter, newcomer, stayingChance } from './standing.ts';

/** P(alive | x, t_x, T) of each customer at the end of their history: one probability per customer, in their order. */
export function aliveChances(model: BuyingModel, { repeats, lastAt, age }: Histories): Float64Array {
  return repeats.map((x, i) => aliveChance(model, x, lastAt[i], age[i]));
}

/** P(alive at T + t) of each customer: P(alive) times the probability of staying that long. t is in the histories' unit of time. */
export function aliveChancesAfter(model: BuyingModel, histories: Histories, t: number): Float64Array {
  return ifAlive(model, histories, (living) => stayingChance(living, t), 0);
}

/** E[Y(t) | x, t_x, T]: expected purchases of each customer within a time t of the end of their history, in the histories' unit. */
export function futurePurchases(model: BuyingModel, histories: Histories, t: number): Float64Array {
  return ifAlive(model, histories, (living) => expectedPurchases(living, t), 0);
}

/**
 * Expected purchases of each customer within the horizon, each discounted to the end of their history (DERT where the horizon is
 * infinite; Fader, Hardie and Lee 2005).
 * @param horizon in the histories' unit of time; may be infinite
 * @param discount continuous rate per unit of time
 */
export function futureDiscountedPurchases(
  model: BuyingModel,
  histories: Histories,
  horizon: number,
  discount: number,
): Float64Array {
  return ifAlive(model, histories, (living) => discountedPurchases(living, horizon, discount), 0);
}

/** P(no purchase within a time t from the end of the history). */
export function silenceChances(model: BuyingModel, histories: Histories, t: number): Float64Array {
  return ifAlive(model, histories, (living) => noPurchaseChance(living, t), 1);
}

/** E[X(t)]: repeat purchases that a new customer is expected to make within a time t. */
export function purchasesOfNewcomer(model: BuyingModel, t: number): number {
  const { aliveChance: alive, living } = newcomer(model);
  return alive * expectedPurchases(living, t);
}

/** The continuous discount, per unit of time, of an annual rate (0.1 is ten per cent a year). */
export const continuousDiscount = (annualRate: number, unitsPerYear = 365): number =>
  Math.log1p(annualRate) / unitsPerYear;

/** P(alive) · of(living) + P(lost) · ifLost. What holds of a living customer depends on x and T alone: computed once for each. */
function ifAlive(
  model: BuyingModel,
  { repeats, lastAt, age }: Histories,
  of: (living: Living) => number,
  ifLost: number,
): Float64Array {
  const known = new Map<number, Map<number, number>>();
  return repeats.map((x, i) => {
    const byAge = known.get(x) ?? new Map<number, number>();
    known.set(x, byAge);
    const value = byAge.get(age[i]) ?? of(livingAfter(model, x, age[i]));
    byAge.set(age[i], value);
    const alive = aliveChance(model, x, lastAt[i], age[i]);
    return alive * value + (1 - alive) * ifLost;
  });
}
