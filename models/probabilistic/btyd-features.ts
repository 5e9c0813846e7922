import type { NumberColumn } from '../types.ts';
import type { BuyingModel } from './buying/buying-model.ts';
import type { Histories, Spending } from './buying/histories.ts';
import { aliveChances, futurePurchases } from './buying/predict-buying.ts';
import { expectedSpends, type SpendModel } from './spending/fit-gamma-gamma.ts';

/**
 * What the probabilistic models know of each customer, as features of the supervised ones. The models must have been fitted on
 * histories that end before the first label window begins.
 * @param horizon in the histories' unit of time
 */
export function btydFeatures(
  buying: BuyingModel,
  spend: SpendModel,
  histories: Histories,
  spending: Spending,
  horizon: number,
): readonly NumberColumn[] {
  const column = (name: string, values: Float64Array): NumberColumn => ({ kind: 'number', name, values });
  return [
    column('btyd_alive', aliveChances(buying, histories)),
    column('btyd_purchases', futurePurchases(buying, histories, horizon)),
    column('btyd_spend', expectedSpends(spend, spending)),
  ];
}
