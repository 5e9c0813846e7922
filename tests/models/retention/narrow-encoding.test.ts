import { beforeAll, describe, expect, it } from 'vitest';
import { rowEncoder } from '../../../models/learn/encoding/encode-rows.ts';
import { type Encoding, informative } from '../../../models/learn/encoding/encoding.ts';
import { fitEncoding } from '../../../models/learn/encoding/fit-encoding.ts';
import { referenceTable } from '../../../models/learn/encoding/reference-table.ts';
import { hasMany, narrowEncoding } from '../../../models/retention/ensemble/narrow-encoding.ts';
import {
  fitRetentionTrees,
  type RetentionTrees,
  treeRows,
} from '../../../models/retention/retention-trees.ts';
import { simulatedRows } from '../simulated-rows.ts';

const train = simulatedRows(1500, 3, 1, 60);
let wide: Encoding;
let narrow: Encoding;
let trees: RetentionTrees;

beforeAll(async () => {
  wide = fitEncoding(train.table, 16);
  trees = await fitRetentionTrees(treeRows(train), { seed: 1 });
  narrow = narrowEncoding(wide, trees, 0.9);
});

describe('an encoding of the features that trees ask about', () => {
  it('keeps what matters and leaves most of the noise', () => {
    const names = informative(narrow).map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['recency_days', 'tickets_30d', 'plan']));
    expect(names.length).toBeLessThan(informative(wide).length);
    expect(narrow.features.map(({ name }) => name)).toEqual(wide.features.map(({ name }) => name));
  });

  it('gives each kept feature the cells that it had, in a table without gaps', () => {
    const cellsOf = (encoding: Encoding) => {
      const used = informative(encoding);
      const { row, weight } = rowEncoder(encoding, train.table).encode(Int32Array.of(7));
      const at = (name: string) => used.findIndex((feature) => feature.name === name);
      return (name: string) => [row[at(name)]! - used[at(name)]!.firstRow, weight[at(name)]];
    };
    const [before, after] = [cellsOf(wide), cellsOf(narrow)];
    for (const { name } of informative(narrow)) expect(after(name)).toEqual(before(name));
    const rows = informative(narrow).reduce((sum, { rowCount }) => sum + rowCount, 0);
    expect(narrow.tableRows).toBe(rows);
  });

  it('still knows what is usual of all', () => {
    expect(referenceTable(narrow)).toEqual(referenceTable(wide));
  });

  it('is the whole of a table with few features, which need not wait for what trees ask', () => {
    const few = simulatedRows(300, 1);
    const own = fitEncoding(few.table, 16);
    expect([hasMany(own), hasMany(wide)]).toEqual([false, true]);
    expect(narrowEncoding(own, trees, 0.9)).toEqual(own);
  });

  it('is the whole where trees ask nothing', () => {
    const silent = { ...trees.churn, roots: new Int32Array() };
    expect(narrowEncoding(wide, { ...trees, churn: silent, any: silent, amount: silent }, 0.9)).toBe(wide);
  });
});
