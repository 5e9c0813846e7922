import { parquetWriteBuffer } from 'hyparquet-writer';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ObjectStore } from '../../../contracts/ports/object-store.ts';
import {
  openParquet,
  type ParquetFile,
  parquetOf,
  readColumns,
  rowRanges,
} from '../../../pipeline/tables/parquet-columns.ts';
import { folderStore } from '../../../platform/local/folder-store.ts';
import { countingStore } from '../../support/counting-store.ts';
import { scratchFolder } from '../../support/scratch.ts';

/** A file of groups of so many rows, with one column that counts them and one that is their text. */
function fileOf(groups: readonly number[]): ParquetFile {
  const rows = groups.reduce((sum, group) => sum + group, 0);
  const n = Array.from({ length: rows }, (_, i) => i);
  const columnData = [
    { name: 'n', data: n, type: 'DOUBLE' as const },
    { name: 'text', data: n.map((i) => `t${i}`), type: 'STRING' as const },
  ];
  return parquetOf(new Uint8Array(parquetWriteBuffer({ columnData, rowGroupSize: [...groups] })), 'a file');
}

describe('parts of a file', () => {
  it.each<[string, number[], number, [number, number][]]>([
    ['one where all fit', [3, 2], 5, [[0, 5]]],
    [
      'whole groups where they fit',
      [3, 3, 3],
      6,
      [
        [0, 6],
        [6, 9],
      ],
    ],
    [
      'parts of a group that is larger',
      [2, 7, 1],
      3,
      [
        [0, 2],
        [2, 5],
        [5, 8],
        [8, 10],
      ],
    ],
    ['one where there is none', [0], 5, [[0, 0]]],
  ])('are %s', (_, groups, most, expected) => {
    const ranges = rowRanges(fileOf(groups), most);
    expect(ranges.map(({ from, to }) => [from, to])).toEqual(expected);
  });

  it.each([
    [0, 10],
    [2, 5],
    [3, 4],
    [4, 10],
    [9, 9],
  ])('give the rows from %i to %i and no others', async (from, to) => {
    const seen: Record<string, unknown[]> = { n: [], text: [] };
    const visit = (name: string, values: ArrayLike<unknown>, first: number) => {
      for (let i = 0; i < values.length; i++) seen[name]![first + i - from] = values[i];
    };
    await readColumns(fileOf([4, 4, 2]), ['n', 'text'], visit, { from, to });
    const expected = Array.from({ length: to - from }, (_, i) => from + i);
    expect(seen).toEqual({ n: expected, text: expected.map((n) => `t${n}`) });
  });
});

describe('a file that is too large to hold', () => {
  const [columns, rows, group] = [40, 120_000, 20_000];
  const value = (c: number, row: number) => ((c + 1) * row * 7919) / 104_729;
  let store: ObjectStore;
  let size: number;

  beforeAll(async () => {
    store = folderStore(scratchFolder({ for: 'file' }));
    const columnData = Array.from({ length: columns }, (_, c) => ({
      name: `c${c}`,
      data: Float64Array.from({ length: rows }, (_, row) => value(c, row)),
      type: 'DOUBLE' as const,
    }));
    const bytes = parquetWriteBuffer({ columnData, rowGroupSize: group, codec: 'UNCOMPRESSED' });
    size = bytes.byteLength;
    await store.put('large.parquet', new Uint8Array(bytes));
  });

  it('is read by the ranges that are asked for', async () => {
    const counting = countingStore(store);
    const file = await openParquet(counting.store, 'large.parquet', size);
    const sums = new Map<string, number>();
    const wanted = { from: 30_000, to: 35_000 };
    await readColumns(
      file,
      ['c3', 'c39'],
      (name, values) => {
        for (let i = 0; i < values.length; i++) sums.set(name, (sums.get(name) ?? 0) + Number(values[i]));
      },
      wanted,
    );
    for (const c of [3, 39]) {
      let sum = 0;
      for (let row = wanted.from; row < wanted.to; row++) sum += value(c, row);
      expect(sums.get(`c${c}`)).toBe(sum);
    }
    expect(file.rows).toBe(rows);
    expect(counting.calls.filter(({ method }) => method === 'get')).toEqual([]);
    const fetched = counting.calls.reduce((all, { bytes }) => all + bytes, 0);
    expect(fetched).toBeLessThan(0.05 * size);
  });

  it('and is gone, is named', async () => {
    await expect(openParquet(store, 'none.parquet', size)).rejects.toThrow(/none\.parquet is gone/);
  });
});
