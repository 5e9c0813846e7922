import type { Past } from '../../contracts/artefacts/proof.ts';

/** Sums over the customers of a cell. */
export interface Cell {
  readonly is_past: number;
  readonly worth: number;
  readonly silence: number;
  readonly n: number;
  readonly before_sum: number;
  readonly before_squares: number;
  readonly earned_sum: number;
  readonly earned_squares: number;
  readonly products: number;
  readonly told: number;
  readonly stayed: number;
  readonly of_stayed: number;
  readonly of_left: number;
}

export interface PastSums {
  readonly past: readonly Cell[];
  readonly now: readonly Cell[];
}

/** Fewer past customers in a cell than this, and those of the same worth, else all, stand in for it. */
const fewestAlike = 20;

type Measured = Pick<
  Past,
  'customers' | 'alike' | 'retained' | 'mean' | 'spread' | 'correlation' | 'worthOfStaying'
>;

/** Moments of the past customers, weighted so that they are distributed over the cells as today's; as they are where there are none today. */
export function pastOf({ past, now }: PastSums): Measured {
  const alike = now.reduce((sum, { n }) => sum + n, 0);
  const all = past.reduce(plus);
  const mixed =
    alike === 0
      ? means(all)
      : now.map((cell) => scaled(means(standIn(cell, past)), cell.n / alike)).reduce(plus);
  const { told, stayed, of_stayed, of_left } = mixed;
  const left = told - stayed;
  return {
    customers: all.n,
    alike,
    retained: told > 0 ? stayed / told : null,
    mean: mixed.earned_sum,
    ...spreadOf(mixed),
    worthOfStaying: stayed > 0 && left > 0 ? of_stayed / stayed - of_left / left : null,
  };
}

function standIn({ worth, silence }: Cell, past: readonly Cell[]): Cell {
  const same = past.filter((cell) => cell.worth === worth);
  for (const cells of [same.filter((cell) => cell.silence === silence), same])
    if (cells.reduce((sum, { n }) => sum + n, 0) >= fewestAlike) return cells.reduce(plus);
  return past.reduce(plus);
}

/** Means over the customers of a cell that is one, so that sums are of expectations. */
function spreadOf({ before_sum, before_squares, earned_sum, earned_squares, products }: Cell) {
  const [before, earned] = [before_squares - before_sum ** 2, earned_squares - earned_sum ** 2];
  const spread = Math.sqrt(Math.max(0, earned));
  const varies = before > 1e-9 * before_squares && earned > 1e-9 * earned_squares;
  const correlation = varies ? (products - before_sum * earned_sum) / Math.sqrt(before * earned) : null;
  return { spread, correlation: correlation === null ? null : Math.max(-1, Math.min(1, correlation)) };
}

const means = (cell: Cell): Cell => scaled(cell, 1 / cell.n);

const scaled = (cell: Cell, by: number): Cell => mapped(cell, (value) => value * by);

const plus = (a: Cell, b: Cell): Cell => mapped(a, (value, name) => value + b[name]);

function mapped(cell: Cell, change: (value: number, name: keyof Cell) => number): Cell {
  const entries = Object.entries(cell) as [keyof Cell, number][];
  return Object.fromEntries(entries.map(([name, value]) => [name, change(value, name)])) as unknown as Cell;
}
