import { describe, expect, it } from 'vitest';
import { writeScores } from '../../../pipeline/scoring/scores-file.ts';
import { profitBySize } from '../../../pipeline/targeting/profit-by-size.ts';
import { findThresholds, rankedSelect } from '../../../pipeline/targeting/rank.ts';
import { openDuckdbWarehouse } from '../../../platform/local/duckdb-warehouse.ts';
import { folderStore } from '../../../platform/local/folder-store.ts';
import { scratchFolder } from '../../support/scratch.ts';
import { predicted, targeting } from './fixtures.ts';

/** Customers of whom each leaves with a chance of one half: what can be saved is half of what they are worth. */
async function sizes(kept: readonly number[], listSize: number, cheapestContact: number) {
  const root = scratchFolder();
  const store = folderStore(root);
  const warehouse = await openDuckdbWarehouse({ root, store });
  const customers = kept.map((worth, i) => ({ id: `c${i}`, churn: 0.5, kept: worth }));
  try {
    await store.put('scores/part-0.parquet', writeScores(predicted(customers)));
    await warehouse.attach('scores', 'scores/');
    const asked = targeting({});
    const thresholds = await findThresholds(warehouse, 'scores', { ...asked, cheapestContact });
    await warehouse.create('ranked_scores', rankedSelect('scores', thresholds));
    const { priorityAbove } = thresholds;
    const { savedShare } = asked;
    return await profitBySize(warehouse, { ranked: 'ranked_scores', savedShare, priorityAbove, listSize });
  } finally {
    await warehouse.close();
  }
}

describe('expected profit over the size of the list', () => {
  it('adds up what each contact saves less its cost, best first, and ends where the next would not pay', async () => {
    // A tenth of half the worth is saved for 15: 50 and 25; of the others 10 and 2, which is not worth it.
    expect(await sizes([500, 40, 1000, 200], 2, 15)).toEqual([
      { size: 1, profit: 35 },
      { size: 2, profit: 45 },
    ]);
    expect(await sizes([500, 300, 1000, 200], 2, 5)).toEqual([
      { size: 1, profit: 45 },
      { size: 2, profit: 65 },
      { size: 3, profit: 75 },
      { size: 4, profit: 80 },
    ]);
  });

  it('of many customers tells twenty sizes, that of the list and the best', async () => {
    const many = await sizes(
      Array.from({ length: 90 }, (_, i) => 1000 + i),
      7,
      1,
    );
    expect(many.map(({ size }) => size)).toEqual([
      5, 7, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85, 90,
    ]);
    expect(many.map(({ profit }) => profit)).toEqual(
      [...many.map(({ profit }) => profit)].sort((a, b) => a - b),
    );
  });

  it('is nothing where nobody is worth a contact', async () => {
    expect(await sizes([10, 20], 5, 50)).toEqual([]);
  });
});
