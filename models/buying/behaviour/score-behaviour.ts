import type { MemberScores } from '../../learn/blend/member.ts';
import { curveSurvival, type SurvivalCurve } from '../../survival/survival-curve.ts';
import type { FeatureTable } from '../../types.ts';
import { futurePurchases, silenceChances } from '../predict-buying.ts';
import { expectedSpends } from '../spending/fit-gamma-gamma.ts';
import type { BehaviourModel, BuyingBehaviour, StayingBehaviour } from './behaviour.ts';
import { contractsOf, historiesOf } from './read-columns.ts';

/** Chances are kept this far from 0 and 1. */
const leastDoubt = 1e-9;
const daysOfMonth = 365.25 / 12;
/** Who pays nothing is taken to pay this share of what is usual: logs of value stay finite. */
const leastShare = 0.01;
/** Steps of the integral over time, of one churn horizon. */
const stepsAPeriod = 8;

/** Chance of no purchase, or of leaving, within the churn horizon, and expected value within the value horizon. */
export function scoreBehaviour(model: BehaviourModel, table: FeatureTable, rows: Int32Array): MemberScores {
  const { logit, value, valueIfBought } =
    'buying' in model ? scoreBuying(model, table) : scoreStaying(model, table);
  const taken = (values: Float64Array) => Float64Array.from(rows, (i) => values[i]);
  return { logit: taken(logit), value: taken(value), valueIfBought: taken(valueIfBought) };
}

/** Logits alone, for explanations. */
export function churnLogits(model: BehaviourModel, table: FeatureTable): Float64Array {
  if ('buying' in model) {
    const histories = historiesOf(table, model.columns);
    return silenceChances(model.buying, histories, model.columns.churnDays).map(logitOf);
  }
  return contractsOf(table, model.columns).tenure.map((at) => logitOf(1 - survivalFrom(model.curve, at, 1)));
}

function scoreBuying(model: BuyingBehaviour, table: FeatureTable): MemberScores {
  const { buying, spend, columns } = model;
  const known = historiesOf(table, columns);
  const spends = expectedSpends(spend, known);
  const value = futurePurchases(buying, known, columns.valueDays).map((n, i) => n * spends[i]);
  const silent = silenceChances(buying, known, columns.valueDays);
  return {
    logit: churnLogits(model, table),
    value,
    valueIfBought: value.map((v, i) => v / Math.max(leastDoubt, 1 - silent[i])),
  };
}

function scoreStaying(model: StayingBehaviour, table: FeatureTable): MemberScores {
  const { curve, columns, usualMonthly } = model;
  const { tenure, monthly } = contractsOf(table, columns);
  const periods = columns.valueDays / columns.churnDays;
  const stayed = new Map<number, number>();
  const shareStayed = (at: number): number => {
    const found = stayed.get(at) ?? meanSurvival(curve, at, periods);
    stayed.set(at, found);
    return found;
  };
  const whole = monthly.map(
    (fee) => (Math.max(leastShare * usualMonthly, fee || 0) * columns.valueDays) / daysOfMonth,
  );
  return {
    logit: churnLogits(model, table),
    value: whole.map((money, i) => money * shareStayed(Math.round(tenure[i] * stepsAPeriod) / stepsAPeriod)),
    valueIfBought: whole,
  };
}

/** Mean of S over so many periods, by the trapezium rule. */
function meanSurvival(curve: SurvivalCurve, at: number, periods: number): number {
  const steps = Math.ceil(periods * stepsAPeriod);
  let sum = 0;
  for (let i = 0; i <= steps; i++) {
    const alive = survivalFrom(curve, at, (periods * i) / steps);
    sum += i === 0 || i === steps ? alive / 2 : alive;
  }
  return sum / steps;
}

/** Chance to stay t more periods from within a period. */
function survivalFrom(curve: SurvivalCurve, at: number, t: number): number {
  const whole = Math.floor(at);
  return curveSurvival(curve, whole, at - whole + t) / curveSurvival(curve, whole, at - whole);
}

function logitOf(chance: number): number {
  const p = Math.min(1 - leastDoubt, Math.max(leastDoubt, chance));
  return Math.log(p / (1 - p));
}
