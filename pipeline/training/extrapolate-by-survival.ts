import type { Extrapolation } from '../../contracts/artefacts/model-entry.ts';
import { DataRefusedError } from '../../contracts/errors.ts';
import { curveSurvival, fitSurvivalCurve, lifeTable, type SurvivalCurve } from '../../models/survival.ts';
import type { LearningSet } from '../../models/types.ts';
import { write } from '../reports/format.ts';
import { learnExtrapolation, ordersOf } from './extrapolation.ts';
import { numbersOf } from './numbers-of.ts';
import { forceOfInterest, type ValueWindows } from './value-windows.ts';

const priorSpread = 2;
const fewest = 30;
/** Steps of the integral over time, of one churn horizon. */
const stepsAPeriod = 8;

/**
 * The ratio of discounted days under contract expected over the whole CLV horizon to those over the observed days, by the
 * survival curve of tenure, in periods of the churn horizon. Each customer counts by what they pay a month.
 * @param sets rows whose churn is known teach the curve; the last set's are extrapolated
 * @throws DataRefusedError where no row has both a tenure and a known outcome
 */
export function extrapolateBySurvival(sets: readonly LearningSet[], windows: ValueWindows): Extrapolation {
  const period = windows.churnDays;
  const known = sets.map((set) => tenuresOf(set, period));
  const entered = Float64Array.from(known.flatMap(({ completed }) => [...completed]));
  if (entered.length === 0) {
    throw new DataRefusedError(
      'No as-of date has a full CLV horizon after it, and no customer under contract has a tenure and a known outcome to learn from how they stay. Shorten clv.horizonDays or set clv.observedDays to it.',
    );
  }
  const left = Uint8Array.from(known.flatMap(({ left: own }) => [...own]));
  const curve = fitSurvivalCurve(lifeTable({ entered, until: entered.map((n) => n + 1), left }), {
    priorSpread,
  });
  const now = known.at(-1)!;
  const daysWithin = daysUnderContract(curve, period, forceOfInterest(windows));
  const expected = (days: number) => now.completed.map((n, i) => now.fee[i]! * daysWithin(n, days));
  const values = {
    stratum: now.stratum,
    observed: expected(windows.observedDays),
    full: expected(windows.valueDays),
  };
  const learned = learnExtrapolation(values, fewest, 'survival curve');
  return { ...learned, notes: [sentenceOn(curve, entered.length, period), ...learned.notes] };
}

/** Whole periods completed of the rows under contract whose outcome is known, whether they left, and what they pay. */
function tenuresOf({ table, churned }: LearningSet, period: number) {
  const tenure =
    numbersOf(table, 'subscription_tenure_days') ?? new Float64Array(table.rowCount).fill(Number.NaN);
  const fee = numbersOf(table, 'monthly_margin');
  const rows = Int32Array.from(churned.keys()).filter((i) => !Number.isNaN(churned[i]!) && tenure[i]! >= 0);
  const strata = ordersOf(table);
  return {
    completed: Float64Array.from(rows, (i) => Math.floor(tenure[i]! / period)),
    left: Uint8Array.from(rows, (i) => churned[i]!),
    fee: Float64Array.from(rows, (i) => (fee !== null && fee[i]! > 0 ? fee[i]! : 0)),
    stratum: Uint8Array.from(rows, (i) => strata[i]!),
  };
}

/** ∫ S(u) e^(−δu) du over so many days after whole periods completed, each computed once. */
function daysUnderContract(curve: SurvivalCurve, period: number, force: number) {
  const found = new Map<string, number>();
  return (completed: number, days: number): number => {
    const key = `${completed}/${days}`;
    const known = found.get(key) ?? integrated(curve, { period, force }, completed, days);
    found.set(key, known);
    return known;
  };
}

/** By the trapezium rule. */
function integrated(
  curve: SurvivalCurve,
  { period, force }: { readonly period: number; readonly force: number },
  completed: number,
  days: number,
): number {
  const steps = Math.ceil((days / period) * stepsAPeriod);
  let sum = 0;
  for (let i = 0; i <= steps; i++) {
    const at = (days * i) / steps;
    const alive = curveSurvival(curve, completed, at / period) * Math.exp(-force * at);
    sum += i === 0 || i === steps ? alive / 2 : alive;
  }
  return (sum * days) / steps;
}

function sentenceOn({ hazards, tail }: SurvivalCurve, rows: number, period: number): string {
  const { alpha, beta } = tail.parameters;
  return `The survival curve is by tenure in periods of ${period} days: probabilities of leaving as observed in ${write.count(rows)} rows up to ${hazards.length} periods, beyond them by the shifted beta-geometric (alpha ${write.figures(alpha, 3)}, beta ${write.figures(beta, 3)}).`;
}
