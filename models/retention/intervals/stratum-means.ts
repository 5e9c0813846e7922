/**
 * What each stratum brings on average, as a multiple of what is expected: drawn to 1 by how far strata differ beyond chance (empirical
 * Bayes, the variance of true means by the method of moments). A stratum in which nothing varies is taken at its word,
 * one whose variance overflows says nothing.
 * @param strata what came of each row, as a multiple of what was expected
 */
export function stratumMeans(strata: readonly Float64Array[]): number[] {
  const measured = strata.map((ratios) => {
    const mean = meanOf(ratios);
    return { excess: mean - 1, variance: meanOf(ratios.map((ratio) => (ratio - mean) ** 2)) / ratios.length };
  });
  const between = varianceOfMeans(
    measured.filter(({ variance }) => variance > 0 && Number.isFinite(variance)),
  );
  return measured.map(({ excess, variance }) => {
    if (!Number.isFinite(variance)) return 1;
    return 1 + (variance > 0 ? (excess * between) / (between + variance) : excess);
  });
}

interface Measured {
  readonly excess: number;
  readonly variance: number;
}

function varianceOfMeans(measured: readonly Measured[]): number {
  const sum = (of: (one: Measured) => number) => measured.reduce((total, one) => total + of(one), 0);
  const beyondChance = sum(({ excess, variance }) => excess ** 2 / variance) - measured.length;
  return measured.length > 0 ? Math.max(0, beyondChance / sum(({ variance }) => 1 / variance)) : 0;
}

const meanOf = (values: Float64Array): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
