import {
  type ArmComparison,
  type ArmRows,
  type Attrition,
  attritionOf,
  type Caution,
  cautionsOf,
  combined,
  compareArms,
  momentsOf,
  type SampleRatio,
  sampleRatio,
} from '../../models/effects.ts';
import { bonferroni } from '../../models/numerics.ts';
import type { ExperimentPlan } from './plan.ts';
import type { ReadArm, ReadArms } from './read-arms.ts';
import { refuseOutcome } from './refuse-outcome.ts';

/** One arm against the control, with what speaks against the figures. */
export interface ArmResult extends ArmComparison {
  readonly name: string;
  /** p adjusted for the number of arms compared (Bonferroni, as their intervals). */
  readonly adjustedP: number;
  readonly cautions: readonly Caution[];
  /** Standardised differences of what was known before, in the spread of both arms. */
  readonly balance: readonly { readonly name: string; readonly before: number }[];
}

export interface ExperimentResult {
  readonly arms: readonly ArmResult[];
  /** Of the sizes drawn against the planned shares; null where none were given. */
  readonly draw: SampleRatio | null;
  /** Of the shares of known outcomes; null where all are known. */
  readonly attrition: Attrition | null;
}

/** @throws DataRefusedError where the outcome tells of no campaign */
export function compareAll(arms: ReadArms, plan: ExperimentPlan, level: number): ExperimentResult {
  const { control, treated } = arms;
  refuseOutcome(arms, plan.outcome);
  const compared = treated.map(({ name, rows }) => ({
    name,
    ...compareArms(rows, control.rows, level),
    cautions: cautionsOf(rows, control.rows, level),
    balance: balanceOf(rows, control.rows, arms.covariates),
  }));
  return {
    arms: compared.map((arm) => ({ ...arm, adjustedP: bonferroni(arm.p, compared.length) })),
    draw: drawOf(plan),
    attrition: attrition([control, ...treated]),
  };
}

const balanceOf = (treated: ArmRows, control: ArmRows, names: readonly string[]) =>
  names.map((name, i) => {
    const [a, b] = [treated, control].map(({ before }) => combined(momentsOf([before[i]!]), [1]));
    const spread = Math.sqrt((a!.variance + b!.variance) / 2);
    return { name, before: spread === 0 ? 0 : (a!.mean - b!.mean) / spread };
  });

function drawOf({ control, treated }: ExperimentPlan): SampleRatio | null {
  const planned = [control, ...treated].flatMap(({ rows, share }) =>
    share === null ? [] : [{ n: rows, share }],
  );
  return planned.length < 2 ? null : sampleRatio(planned);
}

function attrition(arms: readonly ReadArm[]): Attrition | null {
  if (arms.every(({ unknown }) => unknown === 0)) return null;
  return attritionOf(
    arms.map(({ rows, unknown }) => ({ drawn: rows.outcome.length + unknown, known: rows.outcome.length })),
  );
}
