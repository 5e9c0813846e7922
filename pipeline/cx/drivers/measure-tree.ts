import type { TreeEdge } from '../../../contracts/artefacts/drivers-report.ts';
import { type DoseEffect, doseEffect } from '../../../models/effects.ts';
import { holm } from '../../../models/numerics.ts';
import { falseAlarms, fewestCustomers, level } from './judge.ts';
import type { DriverRows } from './read-rows.ts';

/**
 * How far what was done to customers moves what they say of it within 30 days: the lower half of the metric tree, whose
 * upper half is what each driver is worth. Only those who answered stand in it.
 */
export function measureTree(all: readonly DriverRows[], seed: number): TreeEdge[] {
  const found = all.flatMap((rows) =>
    [...rows.next].flatMap(([to, scores]) => {
      const effect = edgeOf(rows, scores, seed);
      return effect === null ? [] : [{ from: rows.driver.name, to, ...effect }];
    }),
  );
  const p = holm(found.map(({ slope }) => slope.p));
  return found.map(({ from, to, effect, slope, scale }, i) => ({
    from,
    to,
    rows: effect.rows,
    customers: effect.customers,
    perUnit: { value: slope.value, low: slope.low, high: slope.high },
    strength: { value: slope.value * scale, low: slope.low * scale, high: slope.high * scale },
    p: slope.p,
    adjustedP: p[i]!,
    holds: p[i]! <= falseAlarms,
  }));
}

function edgeOf({ customer, dose, covariates }: DriverRows, scores: Float64Array, seed: number) {
  const answered = Int32Array.from(scores.keys()).filter((i) => !Number.isNaN(scores[i]!));
  const at = (values: ArrayLike<number>) => Float64Array.from(answered, (i) => values[i]!);
  const who = Int32Array.from(answered, (i) => customer[i]!);
  if (new Set(who).size < fewestCustomers) return null;
  const outcome = at(scores);
  const known = covariates.map(({ name, values }) => ({ name, values: at(values) }));
  const effect = doseEffect(
    {
      customer: who,
      dose: at(dose),
      outcomes: [outcome],
      covariates: known.filter(({ values }) => values.some((value) => value !== values[0])),
    },
    { level, seed },
  );
  const spread = deviationOf(outcome);
  if (effect === null || spread === 0) return null;
  const { adjusted } = effect.outcomes[0] as DoseEffect['outcomes'][number];
  return { effect, slope: adjusted, scale: effect.deviation / spread };
}

function deviationOf(values: Float64Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
}
