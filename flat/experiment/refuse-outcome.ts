import { DataRefusedError } from '../../contracts/errors.ts';
import { momentsOf } from '../../models/effects.ts';
import type { ReadArm, ReadArms } from './read-arms.ts';

/** A column that goes with the outcome so closely is the outcome, or the outcome is what it was. */
const tellsOutcome = 0.999;

/**
 * @throws DataRefusedError where the outcome is the same for everybody, or what is said to be known before follows from the arm or
 * is the outcome all but exactly
 */
export function refuseOutcome(
  { control, treated, covariates }: ReadArms,
  { name }: { readonly name: string },
): void {
  const arms = [control, ...treated];
  const outcomes = spreadOver(arms.map(({ rows }) => rows.outcome));
  if (outcomes === 'none')
    throw new DataRefusedError(
      sameOutcome(
        name,
        arms.some(({ unknown }) => unknown > 0),
      ),
    );
  if (outcomes === 'between arms')
    throw new DataRefusedError(
      `"${name}" is the same for everybody within each arm: it follows from the arm, and is not an outcome of it`,
    );
  covariates.forEach((covariate, j) => {
    if (spreadOver(arms.map(({ rows }) => rows.before[j]!)) === 'between arms')
      throw new DataRefusedError(
        `--before ${covariate}: it is the same for everybody within each arm, so it says who was in which arm and nothing from before. Leave it out`,
      );
    const closeness = Math.min(...arms.map((arm) => closenessOf(arm, j)));
    if (closeness >= tellsOutcome) throw new DataRefusedError(tooClose(covariate, name, closeness));
  });
}

/** Why an outcome that does not vary cannot be compared. */
export const sameOutcome = (name: string, someUnknown: boolean): string =>
  someUnknown
    ? `"${name}" is the same in every row that is not blank: there is nothing to compare. Where a blank means no, write 0 or no instead`
    : `"${name}" is the same in every row: there is nothing to compare`;

/** Where the figures of arms differ at all. */
function spreadOver(arms: readonly Float64Array[]): 'none' | 'between arms' | 'within arms' {
  if (!arms.every((values) => values.every((value) => value === values[0]))) return 'within arms';
  return arms.every(([value]) => value === arms[0]![0]) ? 'none' : 'between arms';
}

/** Two causes look the same in the table, and each has its cure. */
const tooClose = (covariate: string, outcome: string, closeness: number): string =>
  `--before ${covariate}: it and "${outcome}" are almost identical in every arm (correlation ${floored(closeness)}). Where it is the outcome in another unit or a part of it, it is known only afterwards, and adjusting for it would take the effect away: leave it out. Where it is from before, and hardly anybody brings more or less than then, as with a fixed fee, make the change since then a column and name that one as --outcome`;

/** Not rounded up to a correlation of 1. */
const floored = (closeness: number): string => String(Math.floor(1e4 * Math.min(1, closeness + 1e-12)) / 1e4);

/** How closely a covariate and the outcome rise and fall as one: 0 where one of them does not vary. */
function closenessOf({ rows: { outcome, before } }: ReadArm, j: number): number {
  const { scatter } = momentsOf([outcome, before[j]!]);
  const [spread, other] = [scatter[0]![0]!, scatter[1]![1]!];
  return spread > 0 && other > 0 ? Math.abs(scatter[0]![1]!) / Math.sqrt(spread * other) : 0;
}
