import type { Moments } from '../../models/effects.ts';
import { type Figure, figures } from './read-sums.ts';

/** A figure made of others: their weights. */
export type Weights = Readonly<Partial<Record<Figure, number>>>;

/** Moments of new variables, each a weighted sum of those that are there. */
export function linearMoments({ n, mean, scatter }: Moments, rows: readonly (readonly number[])[]): Moments {
  const product = (a: readonly number[], b: readonly number[]) =>
    a.reduce(
      (sum, weight, p) =>
        weight === 0 ? sum : sum + weight * b.reduce((inner, other, q) => inner + other * scatter[p]![q]!, 0),
      0,
    );
  return {
    n,
    mean: rows.map((row) => row.reduce((sum, weight, p) => sum + weight * mean[p]!, 0)),
    scatter: rows.map((a) => rows.map((b) => product(a, b))),
  };
}

/** The same by names of figures, of moments in the order of `figures`. */
export const momentsOfFigures = (moments: Moments, wanted: readonly Weights[]): Moments =>
  linearMoments(
    moments,
    wanted.map((weights) => figures.map((name) => weights[name] ?? 0)),
  );
