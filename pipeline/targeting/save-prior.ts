import type { TargetingConfig } from '../../contracts/config/config.ts';

/** Points of a chance of leaving and the relative share of such customers who can still be kept. */
export type SavePrior = NonNullable<TargetingConfig['savePrior']>;

/** The share that leaves for which the default borders are meant. */
const meantFor = 0.3;
const defaultPrior: SavePrior = [
  [0, 1],
  [0.6, 1],
  [0.9, 0.25],
  [1, 0],
];
const defaultGone = 0.9;

export interface KeptBorders {
  readonly goneAbove: number;
  readonly savePrior: SavePrior;
}

/**
 * Who counts as gone and who can still be kept: as the config says, else by default borders. Those are meant for a business
 * of which 30% leave; where more do, they move up by the same factor in odds as the whole business, so that what is usual
 * there (a chance of .91 where .91 leave) is not taken for lost. Where fewer leave they stay: a high chance is a high
 * chance.
 * @param baseRate mean chance of leaving of active customers
 */
export function keptBorders(
  { goneAbove, savePrior }: Pick<TargetingConfig, 'goneAbove' | 'savePrior'>,
  baseRate: number,
): KeptBorders {
  const factor = Math.max(1, odds(Math.min(0.999, baseRate)) / odds(meantFor));
  return {
    goneAbove: goneAbove ?? moved(defaultGone, factor),
    savePrior: savePrior ?? defaultPrior.map(([chance, share]) => [moved(chance, factor), share]),
  };
}

const odds = (chance: number): number => chance / (1 - chance);

/** The chance whose odds are so many times those of another. */
const moved = (chance: number, factor: number): number =>
  chance === 1 ? 1 : (factor * odds(chance)) / (1 + factor * odds(chance));

/**
 * Relative share of customers who can still be kept at each chance of leaving: straight lines between the points, level
 * beyond the first and the last. A guess until a randomised campaign has taught it (modelling §9).
 */
export function savePrior(points: SavePrior): (churn: number) => number {
  const sorted = [...points].sort(([a], [b]) => a - b);
  return (churn) => {
    const next = sorted.findIndex(([x]) => x > churn);
    if (next === 0) return sorted[0]![1];
    const [x0, y0] = sorted.at(next < 0 ? -1 : next - 1)!;
    if (next < 0) return y0;
    const [x1, y1] = sorted[next]!;
    return y0 + ((churn - x0) / (x1 - x0)) * (y1 - y0);
  };
}
