import { chiSquareAbove, chiSquareQuantile } from '../numerics/chi-square.ts';

/** How far two samples, counted in the same bins, are from each other. */
export interface Shift {
  /** Population stability index: Σ (q − p) ln(q / p) over bins, each share with half a row added to its bin. */
  readonly psi: number;
  /** The PSI that two samples of these sizes from one population exceed once in twenty times. */
  readonly psiByChance: number;
  /** Chance of counts so different, or more, in two samples from one population: Pearson's χ² test of homogeneity. */
  readonly p: number;
}

/** Fewer expected rows than this in a bin, and the χ² distribution is not to be trusted (Cochran 1954). */
const leastExpected = 5;

/**
 * Compares two samples by their counts. Without drift PSI is about (1/n + 1/m) χ² with one degree of freedom less than
 * bins (Yurdakul 2018). Samples that share customers differ less than two independent ones: then the test errs towards
 * silence.
 */
export function shiftBetween(reference: ArrayLike<number>, current: ArrayLike<number>): Shift {
  const [n, m] = [total(reference), total(current)];
  if (n === 0 || m === 0) return { psi: 0, psiByChance: 0, p: 1 };
  const used = Array.from({ length: reference.length }, (_, bin) => bin).filter(
    (bin) => reference[bin] + current[bin] > 0,
  );
  const noise = used.length < 2 ? 0 : (1 / n + 1 / m) * chiSquareQuantile(0.05, used.length - 1);
  return {
    psi: psiOf(reference, current, { used, n, m }),
    psiByChance: noise,
    p: homogeneity(reference, current, n, m),
  };
}

function psiOf(
  reference: ArrayLike<number>,
  current: ArrayLike<number>,
  { used, n, m }: { readonly used: readonly number[]; readonly n: number; readonly m: number },
): number {
  const half = used.length / 2;
  return used.reduce((sum, bin) => {
    const p = (reference[bin] + 0.5) / (n + half);
    const q = (current[bin] + 0.5) / (m + half);
    return sum + (q - p) * Math.log(q / p);
  }, 0);
}

/** Bins with too few rows for the test are put together, smallest first. */
function homogeneity(reference: ArrayLike<number>, current: ArrayLike<number>, n: number, m: number): number {
  const needed = (leastExpected * (n + m)) / Math.min(n, m);
  const pairs = Array.from({ length: reference.length }, (_, bin) => [reference[bin], current[bin]] as const)
    .filter(([a, b]) => a + b > 0)
    .sort((x, y) => x[0] + x[1] - y[0] - y[1]);
  while (pairs.length > 1 && pairs[0][0] + pairs[0][1] < needed) {
    const [[a, b], [c, d]] = pairs.splice(0, 2) as [readonly [number, number], readonly [number, number]];
    const place = pairs.findIndex(([x, y]) => x + y >= a + b + c + d);
    pairs.splice(place < 0 ? pairs.length : place, 0, [a + c, b + d]);
  }
  const statistic = pairs.reduce(
    (sum, [a, b]) => sum + (Math.sqrt(m / n) * a - Math.sqrt(n / m) * b) ** 2 / (a + b),
    0,
  );
  return chiSquareAbove(statistic, pairs.length - 1);
}

/** Largest gap of two distribution functions, and its p-value. */
export interface KolmogorovSmirnov {
  readonly gap: number;
  readonly p: number;
}

/**
 * The two-sample test of Kolmogorov and Smirnov on ordered bins. The gap is looked for at the cuts only, so it is at
 * most the whole one and the p-value at least the true one. The last bin, "not known", has no place in the order.
 */
export function kolmogorovSmirnov(
  reference: ArrayLike<number>,
  current: ArrayLike<number>,
): KolmogorovSmirnov {
  const bins = reference.length - 1;
  const [n, m] = [total(reference) - reference[bins], total(current) - current[bins]];
  if (n === 0 || m === 0) return { gap: 0, p: 1 };
  let [below, under, gap] = [0, 0, 0];
  for (let bin = 0; bin < bins; bin++) {
    below += reference[bin] / n;
    under += current[bin] / m;
    gap = Math.max(gap, Math.abs(below - under));
  }
  const root = Math.sqrt((n * m) / (n + m));
  return { gap, p: kolmogorovAbove((root + 0.12 + 0.11 / root) * gap) };
}

/** Kolmogorov's limit, 2 Σ (−1)^(k−1) exp(−2 k² λ²); the argument's correction is Stephens' (1970). */
function kolmogorovAbove(lambda: number): number {
  if (lambda < 0.2) return 1;
  let sum = 0;
  for (let k = 1; k <= 100; k++) sum += (k % 2 === 1 ? 2 : -2) * Math.exp(-2 * k * k * lambda * lambda);
  return Math.min(1, Math.max(0, sum));
}

const total = (counts: ArrayLike<number>): number =>
  Array.from(counts).reduce((sum, count) => sum + count, 0);
