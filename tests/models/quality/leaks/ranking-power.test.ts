import { describe, expect, it } from 'vitest';
import { randomStream } from '../../../../models/numerics/random.ts';
import { crossFittedPower, folded, rankingPower } from '../../../../models/quality/leaks/ranking-power.ts';
import { auc } from '../../../../models/quality/metrics/ranking.ts';

const groups = 12;

/** Customers with some rows each, in groups that say something about who leaves. */
function sample(customers: number, rowsEach: number, seed: number) {
  const random = randomStream(seed, 'ranking power');
  const group: number[] = [];
  const left: number[] = [];
  const cluster: number[] = [];
  for (let c = 0; c < customers; c++) {
    const own = random.integer(groups);
    const leaves = random.uniform() < 0.1 + 0.06 * own ? 1 : 0;
    for (let i = 0; i < rowsEach; i++) {
      group.push(own);
      left.push(leaves);
      cluster.push(c);
    }
  }
  return {
    group: Int32Array.from(group),
    rows: {
      rows: Int32Array.from(group.keys()),
      left: Uint8Array.from(left),
      cluster: Int32Array.from(cluster),
      clusters: customers,
      leavers: left.reduce((sum, y) => sum + y, 0),
    },
  };
}

const rates = Float64Array.from({ length: groups }, (_, g) => 0.1 + 0.06 * g);

describe('ranking power', () => {
  it('is the area under the ROC curve', () => {
    const { group, rows } = sample(400, 1, 1);
    const score = Float64Array.from(group, (g) => rates[g]);
    expect(rankingPower(group, rates, rows).auc).toBeCloseTo(auc(score, rows.left), 12);
  });

  it('has the error that samples of as many customers show', () => {
    const found = Array.from({ length: 300 }, (_, seed) => {
      const { group, rows } = sample(200, 1, seed);
      return rankingPower(group, rates, rows);
    });
    const mean = found.reduce((sum, { auc }) => sum + auc, 0) / found.length;
    const spread = Math.sqrt(found.reduce((sum, { auc }) => sum + (auc - mean) ** 2, 0) / found.length);
    const said = found.reduce((sum, { error }) => sum + error, 0) / found.length;
    // 300 samples show a spread to within 4%, one standard error.
    expect(said / spread).toBeGreaterThan(0.9);
    expect(said / spread).toBeLessThan(1.15);
  });

  it('knows no more from rows that repeat a customer', () => {
    const [single, triple] = [sample(300, 1, 2), sample(300, 3, 2)].map(({ group, rows }) =>
      rankingPower(group, rates, rows),
    );
    expect(triple!.auc).toBeCloseTo(single!.auc, 12);
    expect(triple!.error).toBeGreaterThan(0.98 * single!.error);
  });

  it('of few rows without a fault is not certain', () => {
    const faultless = (of: number) => {
      const left = Uint8Array.from({ length: of }, (_, i) => i % 2);
      const cluster = Int32Array.from(left.keys());
      const rows = { rows: cluster, left, cluster, clusters: of, leavers: of / 2 };
      return folded(rankingPower(Int32Array.from(left), Float64Array.of(0.1, 0.9), rows));
    };
    expect(faultless(20)).toMatchObject({ auc: 1 });
    expect(faultless(20).low).toBeLessThan(0.95);
    expect(faultless(200).low).toBeGreaterThan(0.95);
  });

  it('cross-fitted, is about a half where groups say nothing, however many there are', () => {
    const random = randomStream(3, 'nothing');
    const { rows } = sample(400, 1, 3);
    const mean = Array.from({ length: 50 }, () => {
      const group = Int32Array.from({ length: 400 }, () => random.integer(100));
      return crossFittedPower(group, 100, rows).auc;
    }).reduce((sum, found) => sum + found / 50, 0);
    expect(Math.abs(mean - 0.5)).toBeLessThan(0.02);
  });
});
