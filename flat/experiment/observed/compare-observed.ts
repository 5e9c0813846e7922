import { ConfigError, DataRefusedError } from '../../../contracts/errors.ts';
import {
  earlierDifference,
  eValue,
  eValueOfShares,
  isShare,
  type ObservedEffect,
  type ObservedRows,
  observedEffect,
  summaryOf,
} from '../../../models/effects.ts';
import { bonferroni, normalCdf } from '../../../models/numerics.ts';
import type { ExperimentPlan } from '../plan.ts';
import type { ReadArm, ReadArms } from '../read-arms.ts';
import { refuseOutcome } from '../refuse-outcome.ts';
import type { ObservedArm } from './observed.ts';
import { refuseLarge } from './refuse-large.ts';

/** Fewer in an arm teach no model of who was contacted. */
const fewest = 50;
const seed = 1;

/**
 * Compares each arm with the control without randomisation.
 * @throws ConfigError where nothing known before is named, DataRefusedError where an arm is too small to learn from
 */
export function compareObserved(
  arms: ReadArms,
  { plan, level }: { readonly plan: ExperimentPlan; readonly level: number },
  onProgress: (fraction: number) => void,
): ObservedArm[] {
  if (plan.before.length === 0)
    throw new ConfigError(
      '--observational: name what was known before anybody was contacted with --before; without, nobody can tell the effect from who was chosen',
    );
  const { control, treated } = arms;
  refuseOutcome(arms, plan.outcome);
  for (const arm of [control, ...treated]) refuseSmall(arm);
  const rows = [control, ...treated].reduce((sum, { rows }) => sum + rows.outcome.length, 0);
  refuseLarge(rows, arms.covariates.length);
  const compared = treated.map((arm, a) =>
    compareArm(arm, { control, names: arms.covariates, plan, level }, (fraction) =>
      onProgress((a + fraction) / treated.length),
    ),
  );
  return compared.map((arm) => ({
    ...arm,
    adjustedP: bonferroni(chanceOf(arm.blend), compared.length),
  }));
}

function refuseSmall({ name, rows }: ReadArm): void {
  if (rows.outcome.length >= fewest) return;
  throw new DataRefusedError(
    `The arm "${name}" has ${rows.outcome.length} customers with a known outcome: without a draw, ${fewest} are the fewest to learn from who was chosen`,
  );
}

interface Beside {
  readonly control: ReadArm;
  readonly names: readonly string[];
  readonly plan: ExperimentPlan;
  readonly level: number;
}

function compareArm(
  arm: ReadArm,
  { control, names, plan, level }: Beside,
  onProgress: (fraction: number) => void,
): Omit<ObservedArm, 'adjustedP'> {
  const rows = together(arm, control, names);
  const { contacts: _, ...effect } = observedEffect(rows, { level, seed, onProgress });
  const named = (name: string | null) => rows.covariates.find((covariate) => covariate.name === name);
  const earlier = named(plan.earlier);
  return {
    ...effect,
    name: arm.name,
    treated: summaryOf(arm.rows),
    control: summaryOf(control.rows),
    eValue: strengthOf(rows, effect, arm),
    earlier:
      earlier === undefined
        ? null
        : earlierDifference(rows, earlier, { level, earliest: named(plan.earliest) }),
  };
}

/** Against what the contacted would have had without: their mean less the effect. */
function strengthOf({ outcome }: ObservedRows, { blend }: Pick<ObservedEffect, 'blend'>, arm: ReadArm) {
  const ofTreated = meanOf(arm.rows.outcome);
  if (isShare(outcome)) return eValueOfShares(blend, ofTreated - blend.value, arm.rows.outcome.length);
  const mean = meanOf(outcome);
  const square = outcome.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return eValue(blend, Math.sqrt(square / (outcome.length - 1)));
}

function together(arm: ReadArm, control: ReadArm, names: readonly string[]): ObservedRows {
  const [contacted, alone] = [arm.rows, control.rows];
  const n = contacted.outcome.length;
  const covariates = names
    .map((name, j) => ({ name, values: joined(contacted.before[j]!, alone.before[j]!) }))
    .filter(({ values }) => values.some((value) => value !== values[0]));
  if (covariates.length === 0)
    throw new DataRefusedError(
      `All that --before names is the same for every customer of "${arm.name}" and "${control.name}": it tells nothing of who was chosen`,
    );
  return {
    treated: Uint8Array.from({ length: n + alone.outcome.length }, (_, i) => Number(i < n)),
    outcome: joined(contacted.outcome, alone.outcome),
    covariates,
  };
}

function joined(a: Float64Array, b: Float64Array): Float64Array {
  const both = new Float64Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

/** Where no outcome varies there is no effect. */
const chanceOf = ({
  value,
  standardError,
}: Pick<ObservedEffect['blend'], 'value' | 'standardError'>): number =>
  value === 0 ? 1 : Math.min(1, 2 * normalCdf(-Math.abs(value / standardError)));

const meanOf = (values: Float64Array): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
