import { expect, it } from 'vitest';
import type { Warehouse } from '../../../contracts/ports/warehouse.ts';
import { cellOrder } from '../../../pipeline/cx/count-cells.ts';
import { countTimes } from '../../../pipeline/cx/count-times.ts';
import { writeParquet } from '../../../pipeline/tables/parquet.ts';
import { memoryStore } from '../../support/memory-store.ts';

type Line = readonly [value: string | null, seconds: number, ended: number, open: number];

/** A file as an engine may leave it: a part of the cells, in any order. */
function fileOf(lines: readonly Line[]): Uint8Array {
  const places = ['day', '2025-01-01', 'channel'];
  return writeParquet([
    ...cellOrder.slice(0, 3).map((name, i) => ({
      name,
      type: 'text' as const,
      values: lines.map(() => places[i]!),
    })),
    { name: 'value', type: 'text', values: lines.map(([value]) => value) },
    { name: 'seconds', type: 'number', values: lines.map(([, seconds]) => seconds) },
    { name: 'ended', type: 'number', values: lines.map(([, , ended]) => ended) },
    { name: 'still_open', type: 'number', values: lines.map(([, , , open]) => open) },
  ]);
}

it('times of a cell rise, in however many files and whatever order they come, and no cell takes another’s', async () => {
  const store = memoryStore();
  const files = [
    fileOf([
      ['web', 120, 3, 0],
      [null, 60, 1, 1],
    ]),
    fileOf([
      ['web', 60, 2, 1],
      ['web', 300, 0, 4],
    ]),
  ];
  const unload = async () => {
    for (const [i, bytes] of files.entries()) await store.put(`cells/${i}.parquet`, bytes);
    return files.map((_, i) => ({ key: `cells/${i}.parquet`, rows: 2 }));
  };
  const times = await countTimes(
    { relation: 'r', dimensions: [], metrics: [], counts: 'flow' },
    { kind: 'time', seconds: 'seconds', ended: 'true' },
    { warehouse: { unload } as unknown as Warehouse, store, prefix: 'cells/' },
  );
  const cell = (value: string | null) =>
    times.of(
      { rows: 1, grain: ['day'], firstDay: ['2025-01-01'], dimension: ['channel'], value: [value] },
      0,
    );
  expect(cell('web')).toEqual({ times: [60, 120, 300], ended: [2, 3, 0], open: [1, 0, 4] });
  expect(cell(null)).toEqual({ times: [60], ended: [1], open: [1] });
  expect(cell('app')).toBeUndefined();
  expect(await store.list('cells/')).toEqual([]);
});
