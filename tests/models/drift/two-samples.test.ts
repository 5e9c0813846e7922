import { describe, expect, it } from 'vitest';
import { countInto, distributionOf } from '../../../models/drift/distribution.ts';
import { kolmogorovSmirnov, shiftBetween } from '../../../models/drift/two-samples.ts';
import { randomStream } from '../../../models/numerics/random.ts';
import type { NumberColumn } from '../../../models/types.ts';

const column = (values: readonly number[]): NumberColumn => ({
  kind: 'number',
  name: 'x',
  values: Float64Array.from(values),
});
const all = (rows: number) => new Uint8Array(rows).fill(1);

/** Shift of `current` against bins cut on `reference`. */
function shifted(reference: NumberColumn, current: NumberColumn) {
  const { bins, counts } = distributionOf(reference, all(reference.values.length));
  return shiftBetween(counts, countInto(bins, current, all(current.values.length)));
}

const draw = (n: number, seed: number, of: (normal: () => number, i: number) => number) => {
  const random = randomStream(seed, 'drift');
  return column(Array.from({ length: n }, (_, i) => of(random.normal, i)));
};

describe('PSI and the χ² test', () => {
  it('agree with counts worked out by hand', () => {
    const { psi, p } = shiftBetween([50, 50, 0], [30, 70, 0]);
    expect(psi).toBeCloseTo(0.2 * Math.log((50.5 / 30.5) * (70.5 / 50.5)) * (100 / 101), 12);
    expect(p).toBeCloseTo(0.00389, 5); // χ² = 200 (50·70 − 50·30)² / (100·100·80·120) = 8.333
  });

  it('show without drift what the χ² distribution says, over 2,000 pairs of samples', () => {
    let [alarms, beyond, sum] = [0, 0, 0];
    const pairs = 2000;
    for (let seed = 0; seed < pairs; seed++) {
      const { psi, p, psiByChance } = shifted(
        draw(400, 2 * seed, (z) => z()),
        draw(300, 2 * seed + 1, (z) => z()),
      );
      if (p < 0.05) alarms++;
      if (psi > psiByChance) beyond++;
      sum += psi;
    }
    const within = 4 * Math.sqrt((0.05 * 0.95) / pairs);
    expect(Math.abs(alarms / pairs - 0.05)).toBeLessThan(within);
    expect(Math.abs(beyond / pairs - 0.05)).toBeLessThan(within);
    const perDegree = sum / pairs / ((1 / 400 + 1 / 300) * 9); // 1 by Yurdakul 2018; beyond the ends there are two bins more
    expect(perDegree).toBeGreaterThan(0.95);
    expect(perDegree).toBeLessThan(1.25);
  });

  it('err towards silence where the same customers stand in both samples', () => {
    let alarms = 0;
    for (let seed = 0; seed < 1000; seed++) {
      const first = draw(400, seed, (z) => z());
      const again = draw(400, seed + 5000, (z, i) => 0.8 * first.values[i] + 0.6 * z());
      if (shifted(first, again).p < 0.05) alarms++;
    }
    expect(alarms / 1000).toBeLessThan(0.03);
  });

  it('stay at their rate where bins are all but empty', () => {
    const rare = (seed: number) => draw(300, seed, (z) => (z() > 2.3 ? 1 : z() > 2.2 ? Number.NaN : 0));
    let alarms = 0;
    for (let seed = 0; seed < 2000; seed++)
      if (shifted(rare(2 * seed), rare(2 * seed + 1)).p < 0.05) alarms++;
    expect(alarms / 2000).toBeLessThan(0.065);
  });

  it('see a source that fell silent', () => {
    const { psi, p } = shifted(
      draw(1000, 1, (z) => z()),
      column(new Array(1000).fill(Number.NaN)),
    );
    expect(psi).toBeGreaterThan(5);
    expect(p).toBeLessThan(1e-100);
  });

  it('find nothing in nothing', () => {
    expect(shiftBetween([0, 0], [3, 4])).toEqual({ psi: 0, psiByChance: 0, p: 1 });
    expect(shifted(column([1, 1, 1]), column([1, 1]))).toMatchObject({ psi: 0, p: 1 });
  });
});

describe('the test of Kolmogorov and Smirnov on bins', () => {
  it('has the gap at the cuts, and the p-value of Stephens’ approximation', () => {
    const { gap, p } = kolmogorovSmirnov([10, 10, 10, 10, 5], [16, 12, 8, 4, 0]);
    expect(gap).toBeCloseTo(0.2, 12); // 0.7 against 0.5
    expect(p).toBeCloseTo(0.366, 2); // λ = (√20 + 0.12 + 0.11/√20) · 0.2 = 0.9234: 2 (e^−1.7053 − e^−6.821 + …)
  });

  it('is at most its rate without drift', () => {
    let alarms = 0;
    for (let seed = 0; seed < 1000; seed++) {
      const reference = draw(300, 2 * seed, (z) => z());
      const { bins, counts } = distributionOf(reference, all(300));
      const current = countInto(
        bins,
        draw(300, 2 * seed + 1, (z) => z()),
        all(300),
      );
      if (kolmogorovSmirnov(counts, current).p < 0.05) alarms++;
    }
    expect(alarms / 1000).toBeLessThan(0.055);
  });
});

describe('bins', () => {
  it('are of equal count, with a spike in one of its own', () => {
    const reference = column([...new Array(60).fill(0), ...Array.from({ length: 40 }, (_, i) => i + 1)]);
    const { bins, counts } = distributionOf(reference, all(100));
    expect(bins).toEqual({ kind: 'number', least: 0, cuts: [0, 10, 20, 30, 40] });
    expect(counts).toEqual([0, 60, 10, 10, 10, 10, 0, 0]);
  });

  it('count only the rows asked for; below and above all that was seen, and levels never seen, apart', () => {
    const numbers = column([1, 2, 3, 4]);
    const { bins } = distributionOf(numbers, all(4));
    const odd = column([-Infinity, Infinity, Number.NaN, 2]);
    expect([...countInto(bins, odd, Uint8Array.of(1, 1, 1, 0))]).toEqual([1, 0, 0, 0, 0, 1, 1]);
    const levels = { kind: 'category', levels: ['new', 'old'], name: 'plan' } as const;
    const places = { kind: 'category', levels: ['older'], others: ['old'] } as const;
    const codes = Int32Array.of(0, 1, 1, -1);
    expect([...countInto(places, { ...levels, codes }, all(4))]).toEqual([0, 2, 1, 1]);
    expect([...countInto({ ...places, others: null }, { ...levels, codes }, all(4))]).toEqual([0, 3, 0, 1]);
  });
});
