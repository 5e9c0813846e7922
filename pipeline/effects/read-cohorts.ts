import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import { mergeMoments } from '../../models/effects.ts';
import { type ArmSums, type BothArms, covariates, type Factor, readSums } from './read-sums.ts';

/** Quarters of the window at which what a cohort has brought is told; the last is the window's end. */
export const quarters = 4;

/** Figures of a cohort, in the order of their moments: the margin so far, uncapped, and the value that is predicted. */
export const cohortFigures = [
  'so_far_1',
  'so_far_2',
  'so_far_3',
  'earned',
  'to_date',
  'predicted',
  ...covariates,
] as const;

export type CohortFigure = (typeof cohortFigures)[number];

/** The end of each quarter of a window of so many days. */
export const quarterDays = (days: number): number[] =>
  Array.from({ length: quarters }, (_, i) => Math.round(((i + 1) * days) / quarters));

/** Customers of a campaign who joined, or were drawn, at about the same time. */
export interface Cohort {
  readonly by: 'acquisition_month' | 'wave';
  readonly value: string;
  readonly arms: BothArms;
}

const cuts = ['acquisition_month', 'wave'] as const;
/** More cohorts than these are taken together by longer spans, so that none is left out. */
const mostCohorts = 12;

/** A day or month as the month, the quarter or the year that it is in. */
const spans: readonly ((day: string) => string)[] = [
  (day) => day,
  (day) => day.slice(0, 7),
  (day) => `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`,
  (day) => day.slice(0, 4),
];

/** The cohorts of every campaign: by the month of joining, and by wave. One of each tells nothing that the headline does not. */
export async function readCohorts(warehouse: Warehouse, factor: Factor): Promise<Map<string, Cohort[]>> {
  const cohorts = new Map<string, Cohort[]>();
  for (const by of cuts) {
    const found = await readSums(warehouse, [by === 'wave' ? 'as_of' : by], {
      wanted: cohortFigures,
      factor,
    });
    const campaigns = new Set(found.map(({ key }) => key[0]!));
    for (const campaign of campaigns) {
      const own = found.flatMap(({ key, arms }) =>
        key[0] !== campaign || key[1] == null ? [] : [{ by, value: key[1], arms }],
      );
      const merged = merge(own);
      if (merged.length > 1) cohorts.set(campaign, [...(cohorts.get(campaign) ?? []), ...merged]);
    }
  }
  return cohorts;
}

/** By the shortest span that leaves no more than so many, in the order of time. */
function merge(cohorts: readonly Cohort[]): Cohort[] {
  const span =
    spans.find((of) => new Set(cohorts.map(({ value }) => of(value))).size <= mostCohorts) ?? spans.at(-1)!;
  const merged = new Map<string, Cohort>();
  for (const cohort of cohorts) {
    const value = span(cohort.value);
    const before = merged.get(value);
    merged.set(value, before === undefined ? { ...cohort, value } : together(before, cohort));
  }
  return [...merged.values()].sort((a, b) => (a.value < b.value ? -1 : 1));
}

const together = (a: Cohort, b: Cohort): Cohort => ({
  ...a,
  arms: {
    contact: added(a.arms.contact, b.arms.contact),
    control: added(a.arms.control, b.arms.control),
  },
});

const added = (a: ArmSums, b: ArmSums): ArmSums => ({
  n: a.n + b.n,
  kept: a.kept + b.kept,
  moments: mergeMoments(a.moments, b.moments),
});
