import { ModelDataError } from '../../errors.ts';
import { lifeTable } from '../../survival/life-table.ts';
import { fitSurvivalCurve } from '../../survival/survival-curve.ts';
import type { FeatureTable, LearningSet } from '../../types.ts';
import { fitBestBuying } from '../fit-buying.ts';
import { fitGammaGamma } from '../spending/fit-gamma-gamma.ts';
import type {
  BehaviourColumns,
  BehaviourModel,
  BuyingBehaviour,
  BuyingColumns,
  StayingBehaviour,
  StayingColumns,
} from './behaviour.ts';
import { contractsOf, historiesOf } from './read-columns.ts';

/** Keeps parameters near what moments suggest where few customers say little (a factor of 50 either way). */
const priorSpread = 2;
/** A tenure of more churn horizons than this is no tenure. */
const longestTenure = 10_000;

/**
 * Fits the model that the columns can carry on training rows: of buying, on the newest as-of date (one history a customer);
 * of staying, on all rows whose churn is known.
 *
 * P(alive), expected purchases and expected spend as features of network, trees and floor were measured too and gained
 * nothing beyond noise, two seeds each: log loss by .0007 and −.0019 (standard error .0004 to .0010) on Online Retail, .0005
 * and .0003 (.0005) on CDNOW, .0017, .0009, −.0019 and .0022 (.0011 to .0014) on simulated shoppers; Gini of value by −.0019 to
 * .0022 on the first two.
 * @returns null where the rows cannot carry it: nobody ordered twice, no money, no tenure
 */
export function fitBehaviour(train: LearningSet, columns: BehaviourColumns): BehaviourModel | null {
  try {
    return columns.kind === 'buying' ? fitBuying(train, columns) : fitStaying(train, columns);
  } catch (error) {
    if (error instanceof ModelDataError) return null;
    throw error;
  }
}

function fitBuying({ table, asOf }: LearningSet, columns: BuyingColumns): BuyingBehaviour {
  const newest = asOf.reduce((most, day) => Math.max(most, day), 0);
  const all = historiesOf(table, columns);
  const used = (_: number, i: number) => asOf[i] === newest && all.age[i] > 0;
  const taken = (values: Float64Array) => values.filter(used);
  const histories = { repeats: taken(all.repeats), lastAt: taken(all.lastAt), age: taken(all.age) };
  const spending = { purchases: taken(all.purchases), mean: taken(all.mean) };
  const { kind, parameters } = fitBestBuying(histories, { priorSpread });
  const spend = fitGammaGamma(spending, { priorSpread });
  return {
    columns,
    buying: { kind, parameters } as BuyingBehaviour['buying'],
    spend: { kind: spend.kind, parameters: spend.parameters },
  };
}

function fitStaying({ table, churned }: LearningSet, columns: StayingColumns): StayingBehaviour {
  const { tenure, monthly } = contractsOf(table, columns);
  const known = Int32Array.from(churned.keys()).filter((i) => !Number.isNaN(churned[i]));
  const entered = Float64Array.from(known, (i) => Math.min(longestTenure, Math.floor(tenure[i])));
  const left = Uint8Array.from(known, (i) => churned[i]);
  const tenures = { entered, until: entered.map((n) => n + 1), left };
  const { hazards, modelWorth, tail } = fitSurvivalCurve(lifeTable(tenures), { priorSpread });
  const paying = monthly.filter((fee) => fee > 0 && fee < Infinity);
  if (paying.length === 0) throw new ModelDataError(`No row pays anything by "${columns.monthly}".`);
  return {
    columns,
    curve: { hazards, modelWorth, tail: { kind: tail.kind, parameters: tail.parameters } },
    usualMonthly: paying.reduce((sum, fee) => sum + fee / paying.length, 0),
  };
}

/** Whether a table has all that a model of behaviour reads, as numbers. */
export function hasBehaviour({ columns }: FeatureTable, wanted: BehaviourColumns): boolean {
  const names =
    wanted.kind === 'buying'
      ? [wanted.orders, wanted.firstOrderDays, wanted.recencyDays, wanted.spend]
      : [wanted.tenureDays, wanted.monthly];
  return names.every((name) => columns.some((one) => one.name === name && one.kind === 'number'));
}
