import { beforeAll, describe, expect, it } from 'vitest';
import { auc } from '../../../models/quality/metrics/ranking.ts';
import { normalisedGini, totalRatio } from '../../../models/quality/metrics/value.ts';
import {
  fitRetentionTrees,
  type RetentionTrees,
  scoreTrees,
  treeRows,
} from '../../../models/retention/retention-trees.ts';
import { loadTrees, saveTrees, treeByteCount } from '../../../models/retention/saved-trees.ts';
import type { CategoryColumn } from '../../../models/types.ts';
import { simulatedRows } from '../simulated-rows.ts';

const train = simulatedRows(3000, 1);
const later = simulatedRows(2000, 2);
let trees: RetentionTrees;

beforeAll(async () => {
  trees = await fitRetentionTrees(treeRows(train), { seed: 1 });
});

describe('boosted trees of churn and value', () => {
  it('order churn and value nearly as well as the truth', () => {
    const { logit, value } = scoreTrees(trees, later.table);
    expect(auc(logit, later.churned)).toBeGreaterThan(auc(later.trueChurn, later.churned) - 0.012);
    expect(normalisedGini(value, later.value)).toBeGreaterThan(
      normalisedGini(later.trueValue, later.value) - 0.02,
    );
  });

  it('have the level of value right', () => {
    const ratio = totalRatio(scoreTrees(trees, later.table).value, later.value);
    // Two samples of a log-normal with a spread of 1.2 differ by a twentieth in total.
    expect(Math.abs(Math.log(ratio))).toBeLessThan(0.12);
    expect(Math.abs(Math.log(trees.smearing))).toBeLessThan(0.15);
  });

  it('learn each task from the rows that know it', async () => {
    const half = (values: Float64Array, known: number) =>
      values.map((v, i) => (i % 2 === known ? v : Number.NaN));
    const parted = { ...train, churned: half(train.churned, 0), value: half(train.value, 1) };
    const { logit, value } = scoreTrees(await fitRetentionTrees(treeRows(parted), { seed: 1 }), later.table);
    expect(auc(logit, later.churned)).toBeGreaterThan(0.75);
    expect(normalisedGini(value, later.value)).toBeGreaterThan(0.5);
  });

  it('score any rows of a table as in the whole, whatever the order of its levels and columns', () => {
    const whole = scoreTrees(trees, later.table);
    const some = scoreTrees(trees, later.table, Int32Array.of(1999, 3));
    expect([...some.logit]).toEqual([whole.logit[1999], whole.logit[3]]);
    const columns = later.table.columns.map((column) =>
      column.kind === 'category' ? turned(column) : column,
    );
    expect(scoreTrees(trees, { rowCount: 2000, columns: columns.reverse() })).toEqual(whole);
  });

  it('are the same for the same seed, and let others run between forests', async () => {
    let pauses = 0;
    const again = await fitRetentionTrees(treeRows(train), {
      seed: 1,
      pause: async () => {
        pauses++;
      },
    });
    expect(again).toEqual(trees);
    expect(pauses).toBe(3);
  });
});

describe('saved trees', () => {
  it('score bitwise as before, through JSON', () => {
    const { saved, bytes } = saveTrees(trees);
    expect(bytes.length).toBe(treeByteCount(saved));
    const loaded = loadTrees(JSON.parse(JSON.stringify(saved)), bytes);
    expect(loaded).toEqual(trees);
    expect(scoreTrees(loaded, later.table)).toEqual(scoreTrees(trees, later.table));
  });

  it('load from the middle of other bytes', () => {
    const { saved, bytes } = saveTrees(trees);
    const among = new Uint8Array(bytes.length + 6);
    among.set(bytes, 3);
    expect(loadTrees(saved, among.subarray(3, 3 + bytes.length))).toEqual(trees);
  });
});

/** The same texts under other codes. */
function turned(column: CategoryColumn): CategoryColumn {
  const levels = column.levels.toReversed();
  return { ...column, levels, codes: column.codes.map((code) => (code < 0 ? -1 : levels.length - 1 - code)) };
}
