import { DataRefusedError } from '../../contracts/errors.ts';
import { momentsOf } from '../../models/effects.ts';
import type { ReadArm, ReadArms } from './read-arms.ts';

/** A column so close to the outcome holds it: not even a fee that stays the same from month to month is. */
const tellsOutcome = 0.999;

/**
 * @throws DataRefusedError where the outcome is the same for everybody, follows from the arm, or stands among what is said to be
 * known before
 */
export function refuseOutcome(
  { control, treated, covariates }: ReadArms,
  { name }: { readonly name: string },
): void {
  const arms = [control, ...treated];
  const [first] = control.rows.outcome;
  if (arms.every(({ rows }) => rows.outcome.every((value) => value === first)))
    throw new DataRefusedError(`"${name}" is the same in every row: there is nothing to compare`);
  if (arms.every(({ rows }) => rows.outcome.every((value) => value === rows.outcome[0])))
    throw new DataRefusedError(
      `"${name}" is the same for everybody within each arm: it follows from the arm, and is no outcome of it`,
    );
  covariates.forEach((covariate, j) => {
    if (!arms.every((arm) => holdsOutcome(arm, j))) return;
    throw new DataRefusedError(
      `--before ${covariate}: it says "${name}" all but exactly, as nothing known before can; adjusting for it would take the effect away. Leave it out`,
    );
  });
}

/** Whether a covariate and the outcome rise and fall as one. */
function holdsOutcome({ rows: { outcome, before } }: ReadArm, j: number): boolean {
  const { scatter } = momentsOf([outcome, before[j]!]);
  const [spread, other] = [scatter[0]![0]!, scatter[1]![1]!];
  return spread > 0 && other > 0 && Math.abs(scatter[0]![1]!) >= tellsOutcome * Math.sqrt(spread * other);
}
