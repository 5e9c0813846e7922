import type { Compared } from '../../../contracts/artefacts/journeys-report.ts';
import type { Row } from '../../../contracts/ports/warehouse.ts';
import { differenceOf, meanOfSums, type Sums } from '../../../models/intervals.ts';
import { fewest, full, level } from '../estimate.ts';

type Bounds = Parameters<typeof meanOfSums>[2];

export const nothing: Sums = { n: 0, sum: 0, squares: 0 };

export const sumsOf = (row: Row | undefined): Sums =>
  row === undefined ? nothing : { n: Number(row.n), sum: Number(row.total), squares: Number(row.squares) };

export const addSums = (a: Sums, b: Sums): Sums => ({
  n: a.n + b.n,
  sum: a.sum + b.sum,
  squares: a.squares + b.squares,
});

export const meanFigure = (sums: Sums, bounds?: Bounds) => ({
  n: sums.n,
  mean: sums.n < fewest ? null : meanOfSums(sums, level, bounds),
});

/** Those who stopped against those who completed. */
export function comparedOf(
  { metric, title, unit }: Pick<Compared, 'metric' | 'title' | 'unit'>,
  { stopped, completed }: { readonly stopped: Sums; readonly completed: Sums },
  bounds?: Bounds,
): Compared {
  const [a, b] = [meanFigure(stopped, bounds), meanFigure(completed, bounds)];
  const isEnough = Math.min(a.n, b.n) >= full;
  const difference = isEnough && a.mean !== null && b.mean !== null ? differenceOf(a.mean, b.mean) : null;
  return { metric, title, unit, stopped: a, completed: b, difference };
}
