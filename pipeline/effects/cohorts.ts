import type { EffectReport } from '../../contracts/artefacts/effect-report.ts';
import { type AdjustedEffect, adjustedDifference, fewestCustomers } from '../../models/effects.ts';
import type { CampaignData } from './campaign-data.ts';
import { estimated, type Reading } from './estimates.ts';
import { withModelError } from './later-value.ts';
import { linearMoments } from './linear-moments.ts';
import { type Cohort, type CohortFigure, cohortFigures, quarterDays } from './read-cohorts.ts';
import { type BothArms, covariates } from './read-sums.ts';

type Rows = EffectReport['cohorts']['rows'];

/**
 * What customers of the same month of joining, and of the same wave, have brought since the draw and are expected to bring still,
 * contacted against held out. Each interval is wider, so that those of all cohorts hold together (Bonferroni).
 */
export function cohortsOf({ cohorts, window }: CampaignData, reading: Reading): EffectReport['cohorts'] {
  const comparable = cohorts.filter(({ arms }) => Math.min(arms.contact.n, arms.control.n) >= 2);
  const told = comparable.filter(({ arms }) => isEnough(arms)).length;
  const level = told === 0 ? reading.level : 1 - (1 - reading.level) / told;
  return {
    groups: told,
    level,
    rows: comparable.map((cohort) =>
      rowOf(cohort, {
        days: window.days,
        reading: { ...reading, level, holds: reading.holds && isEnough(cohort.arms) },
      }),
    ),
  };
}

const isEnough = ({ contact, control }: BothArms): boolean =>
  Math.min(contact.n, control.n) >= fewestCustomers;

function rowOf(
  { by, value, arms }: Cohort,
  { days, reading }: { readonly days: number; readonly reading: Reading },
): Rows[number] {
  const compare = (wanted: readonly CohortFigure[]) => compared(arms, wanted, reading.level);
  const part = (wanted: readonly CohortFigure[]) => {
    const { contact, control, effect } = compare(wanted);
    return { contact, control, effect: estimated(effect, 'cuped', reading) };
  };
  const both = compare(['to_date', 'predicted']);
  const predicted = part(['predicted']);
  const soFar = (['so_far_1', 'so_far_2', 'so_far_3', 'earned'] as const).map((figure, i) => ({
    day: quarterDays(days)[i]!,
    ...part([figure]),
  }));
  return {
    by,
    value,
    customers: { contact: arms.contact.n, control: arms.control.n },
    soFar: soFar.filter(({ day }, i) => day > (soFar[i - 1]?.day ?? 0)),
    observed: part(['to_date']),
    predicted,
    together: {
      contact: both.contact,
      control: both.control,
      effect: estimated(
        withModelError(both.effect, predicted.effect.value),
        'observed-and-predicted',
        reading,
      ),
    },
  };
}

/** The mean of a sum of figures in each arm, and their adjusted difference. */
function compared(
  { contact, control }: BothArms,
  wanted: readonly CohortFigure[],
  level: number,
): { contact: number; control: number; effect: AdjustedEffect } {
  const rows = [wanted, ...covariates.map((name) => [name])].map((names) =>
    cohortFigures.map((figure) => Number((names as readonly string[]).includes(figure))),
  );
  const [a, b] = [linearMoments(contact.moments, rows), linearMoments(control.moments, rows)];
  return { contact: a.mean[0]!, control: b.mean[0]!, effect: adjustedDifference(a, b, level) };
}
