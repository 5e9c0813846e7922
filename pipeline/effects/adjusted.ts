import {
  type AdjustedEffect,
  adjustedDifference,
  combined,
  differenceVariance,
  type Effect,
  meanDifference,
} from '../../models/effects.ts';
import { momentsOfFigures, type Weights } from './linear-moments.ts';
import { type BothArms, covariates } from './read-sums.ts';

/** The difference of a figure between the arms, adjusted for what was known before. */
export function adjustedEffect(
  { contact, control }: BothArms,
  figure: Weights,
  level: number,
): AdjustedEffect {
  const wanted = [figure, ...covariates.map((name) => ({ [name]: 1 }))];
  return adjustedDifference(
    momentsOfFigures(contact.moments, wanted),
    momentsOfFigures(control.moments, wanted),
    level,
  );
}

/** The difference of plain means. */
export function plainEffect({ contact, control }: BothArms, figure: Weights, level: number): Effect {
  const mean = (arm: BothArms['contact']) => combined(momentsOfFigures(arm.moments, [figure]), [1]);
  return meanDifference(mean(contact), mean(control), level);
}

/** A figure with the slopes of an adjustment taken off. */
export const lessSlopes = (figure: Weights, slopes: readonly number[]): Weights => ({
  ...figure,
  ...Object.fromEntries(covariates.map((name, i) => [name, -(slopes[i] ?? 0)])),
});

/**
 * Two differences between the arms and how they vary together, for a ratio of them. The second, of costs or deliveries that only
 * one arm has, has Welch's variance: pooled, it would take half of it from an arm without any.
 */
export function twoDifferences({ contact, control }: BothArms, [a, b]: readonly [Weights, Weights]) {
  const [x, y] = [contact, control].map((arm) => momentsOfFigures(arm.moments, [a, b])) as [
    ReturnType<typeof momentsOfFigures>,
    ReturnType<typeof momentsOfFigures>,
  ];
  const difference = (i: 0 | 1) => {
    const pick = i === 0 ? [1, 0] : [0, 1];
    const [one, other] = [combined(x, pick), combined(y, pick)];
    const variance =
      i === 0 ? differenceVariance(one, other) : one.variance / one.n + other.variance / other.n;
    return { value: one.mean - other.mean, variance };
  };
  const covariance = [x, y].reduce((sum, { n, scatter }) => sum + scatter[0]![1]! / (n * (n - 1)), 0);
  return { first: difference(0), second: difference(1), covariance };
}
