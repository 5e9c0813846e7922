/**
 * What every comparison of arms needs of one arm: how many customers, the means of its variables and their centred
 * products. A warehouse can sum it up; a million customers take no more room than thirty.
 */
export interface Moments {
  readonly n: number;
  /** Mean of each variable, in its own unit. */
  readonly mean: readonly number[];
  /** Σ (z − z̄)(z − z̄)ᵀ over customers. */
  readonly scatter: readonly (readonly number[])[];
}

/** Mean and variance (divided by n − 1) of one figure in one arm. */
export interface ArmMean {
  readonly n: number;
  readonly mean: number;
  readonly variance: number;
}

/** Moments of an arm from its variables, each an array with one number per customer. */
export function momentsOf(variables: readonly ArrayLike<number>[]): Moments {
  const n = variables[0]?.length ?? 0;
  const mean = variables.map((values) => sumOf(n, (i) => values[i]) / n);
  const scatter = variables.map((a, p) =>
    variables.map((b, q) => sumOf(n, (i) => (a[i] - mean[p]) * (b[i] - mean[q]))),
  );
  return { n, mean, scatter };
}

/** Moments of two groups of customers together (Chan, Golub, LeVeque 1983). */
export function mergeMoments(a: Moments, b: Moments): Moments {
  if (a.n === 0) return b;
  if (b.n === 0) return a;
  const n = a.n + b.n;
  const apart = a.mean.map((mean, p) => b.mean[p] - mean);
  return {
    n,
    mean: a.mean.map((mean, p) => mean + (apart[p] * b.n) / n),
    scatter: a.scatter.map((row, p) =>
      row.map((sum, q) => sum + b.scatter[p][q] + (apart[p] * apart[q] * a.n * b.n) / n),
    ),
  };
}

/** Mean and variance of Σ weightᵥ · variableᵥ, variables beyond the weights left out. */
export function combined({ n, mean, scatter }: Moments, weights: readonly number[]): ArmMean {
  let squares = 0;
  weights.forEach((a, p) => {
    weights.forEach((b, q) => {
      squares += a * b * scatter[p][q];
    });
  });
  return {
    n,
    mean: weights.reduce((sum, weight, p) => sum + weight * mean[p], 0),
    variance: Math.max(0, squares) / (n - 1), // what weights cancel may round to less than nothing
  };
}

function sumOf(n: number, term: (i: number) => number): number {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += term(i);
  return sum;
}
