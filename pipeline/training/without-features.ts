import { ConfigError } from '../../contracts/errors.ts';
import type { Feature } from '../../contracts/feature.ts';
import { measureQuality, type Quality } from '../../models/quality.ts';
import type { LearningSet, Prediction } from '../../models/types.ts';
import { catalogue } from '../features/catalogue.ts';

/** What a model loses without some features: both learned from the same rows and are judged on the same later ones. */
export interface FeaturesGain {
  /** As they were asked for: families of features, or sources. */
  readonly names: readonly string[];
  /** How many features were left out, and how many stayed. */
  readonly features: { readonly leftOut: number; readonly kept: number };
  /** Of the model with all features; its one rule is the model without, each difference with − without, paired by customer. */
  readonly churn: Quality['churn'];
  readonly value: Quality['value'];
}

const namesOf = ({ family, needs }: Pick<Feature, 'family' | 'needs'>): string[] => [
  family,
  ...needs.map((need) => need.split('.')[0]!),
];

/**
 * A name that no data could make sense of is refused before any of it is read.
 * @throws ConfigError with the names that there are
 */
export function refuseUnknown(names: readonly string[]): void {
  const known = new Set([...catalogue.flatMap(namesOf), 'dimensions']);
  for (const name of names)
    if (!known.has(name))
      throw new ConfigError(
        `--without ${name === '' ? 'names nothing between two commas' : `${name}: no feature is of such a family, or needs such a source`}. There are ${[...known].sort().join(', ')}.`,
      );
}

/** Features of which one of the names is the family, or a source that they need. */
export function featuresOf(features: readonly Feature[], names: readonly string[]): Feature[] {
  const known = new Set(features.flatMap(namesOf));
  for (const name of names)
    if (!known.has(name))
      throw new ConfigError(
        `--without ${name}: the model has no features from such a family or source. It has ${[...known].sort().join(', ')}.`,
      );
  return features.filter((feature) => namesOf(feature).some((name) => names.includes(name)));
}

/** The rows without some columns. */
export const withoutColumns = (set: LearningSet, names: ReadonlySet<string>): LearningSet => ({
  ...set,
  table: { ...set.table, columns: set.table.columns.filter(({ name }) => !names.has(name)) },
});

interface Predicted {
  readonly all: Prediction;
  readonly without: Prediction;
}

/** Both models on the later rows, as a model is held against a simple rule. */
export function judgeBoth(
  later: LearningSet,
  { all, without }: Predicted,
  options: { readonly listShare: number; readonly seed: number },
): Pick<FeaturesGain, 'churn' | 'value'> {
  const rule = { name: 'without', churn: without.churn, value: without.value };
  const { churn, value } = measureQuality(later, all, [rule], options);
  return { churn, value };
}
