import type { Feature, ReasonTemplate } from '../../contracts/feature.ts';
import type { SourceName } from '../../contracts/sources/column.ts';

/** Features that one SQL file computes, and the sources without which it is not run. */
export interface Family {
  readonly name: string;
  /** SELECT of `spine_id` and every feature, one row per row of the table `spine`. */
  readonly sql: string;
  readonly reads: readonly SourceName[];
  readonly features: readonly Feature[];
}

/** A feature as its family writes it down; a number unless said otherwise. */
export type Entry = Omit<Feature, 'family' | 'kind'> & { readonly kind?: Feature['kind'] };

export const family = (
  name: string,
  sql: string,
  reads: readonly SourceName[],
  entries: readonly Entry[],
): Family => ({
  name,
  sql,
  reads,
  features: entries.map((entry) => ({ kind: 'number', family: name, ...entry })),
});

type Format = ReasonTemplate['format'];

const template =
  (when: ReasonTemplate['when']) =>
  (what: string, format: Format, usual = 'a typical customer: {usual}'): ReasonTemplate => ({
    what,
    usual,
    when,
    format,
  });

/** A reason where the value is above what is usual; below it; or either. */
export const ifHigh = template('high');
export const ifLow = template('low');
export const ifAny = template('any');

/** Beside it what is usual for the customer, by another feature of theirs: `{own}`. */
export const beside = (reason: ReasonTemplate, own: NonNullable<ReasonTemplate['own']>): ReasonTemplate => ({
  ...reason,
  own,
});
