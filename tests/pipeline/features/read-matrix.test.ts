import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, it } from 'vitest';
import type { Feature } from '../../../contracts/feature.ts';
import type { ObjectStore } from '../../../contracts/ports/object-store.ts';
import { readLabelledMatrix, readMatrix, readMatrixFile } from '../../../pipeline/features/read-matrix.ts';
import { folderStore } from '../../../platform/local/folder-store.ts';
import { scratchFolder } from '../../support/scratch.ts';

const feature = (name: string, kind: Feature['kind']): Feature => ({
  name,
  kind,
  family: 'test',
  means: '',
  unit: '',
  needs: [],
  group: 'test',
  reason: null,
});
const report = { features: [feature('orders', 'number'), feature('plan', 'category')] };

type Row = readonly [id: string, active: boolean, orders: number | null, plan: string | null];

/** A file as another engine may write it: rows in any order, several small row groups. */
function fileOf(rows: readonly Row[], rowGroupSize = 2): Uint8Array {
  const column = <T>(at: number) => rows.map((row) => row[at] as T);
  return new Uint8Array(
    parquetWriteBuffer({
      columnData: [
        { name: 'customer_id', data: column<string>(0), type: 'STRING' },
        { name: 'active', data: column<boolean>(1), type: 'BOOLEAN' },
        { name: 'plan', data: column<string | null>(3), type: 'STRING', nullable: true },
        { name: 'orders', data: column<number | null>(2), type: 'DOUBLE', nullable: true },
      ],
      rowGroupSize,
    }),
  );
}

function labelsOf(
  rows: readonly (readonly [id: string, churned: number | null, value: number | null])[],
): Uint8Array {
  const columnData = [
    { name: 'customer_id', data: rows.map(([id]) => id), type: 'STRING' as const },
    { name: 'churned', data: rows.map(([, churned]) => churned), type: 'DOUBLE' as const, nullable: true },
    { name: 'value', data: rows.map(([, , value]) => value), type: 'DOUBLE' as const, nullable: true },
    { name: 'full_value', data: rows.map(() => null), type: 'DOUBLE' as const, nullable: true },
  ];
  return new Uint8Array(parquetWriteBuffer({ columnData }));
}

async function storeWith(files: Record<string, Uint8Array>): Promise<ObjectStore> {
  const store = folderStore(scratchFolder());
  for (const [key, bytes] of Object.entries(files)) await store.put(key, bytes);
  return store;
}

const [first, second] = ['2025-03-01', '2025-04-01'] as const;
const shards = {
  [`features/key=r/as_of=${second}/part-1.parquet`]: fileOf([['b', true, 4, 'plus']]),
  [`features/key=r/as_of=${second}/part-0.parquet`]: fileOf([
    ['é', false, 5, null],
    ['c', true, null, 'basic'],
    ['a', true, 3, 'zero'],
  ]),
  [`features/key=r/as_of=${first}/part-0.parquet`]: fileOf([
    ['c', false, 1.5, 'plus'],
    ['b', true, 2, null],
  ]),
};

describe('reading the matrix', () => {
  it('orders rows by date and customer, whatever the shards, and sorts the levels of categories', async () => {
    const store = await storeWith(shards);
    const { customerIds, customer, asOf, active, table } = await readMatrix(store, 'r', report, [
      second,
      first,
    ]);
    expect(customerIds).toEqual(['b', 'c', 'a', 'b', 'c', 'é']);
    expect([...customer]).toEqual([0, 1, 2, 0, 1, 3]);
    expect([...asOf]).toEqual([20148, 20148, 20179, 20179, 20179, 20179]);
    expect([...active]).toEqual([1, 0, 1, 1, 1, 0]);
    expect(table).toEqual({
      rowCount: 6,
      columns: [
        { kind: 'number', name: 'orders', values: Float64Array.of(2, 1.5, 3, 4, Number.NaN, 5) },
        {
          kind: 'category',
          name: 'plan',
          codes: Int32Array.of(-1, 1, 2, 1, 0, -1),
          levels: ['basic', 'plus', 'zero'],
        },
      ],
    });
  });

  it('finds the labels of each customer and date, in whatever order they lie', async () => {
    const store = await storeWith({
      ...shards,
      [`labels/key=r/as_of=${first}/part-0.parquet`]: labelsOf([
        ['b', 0, 20],
        ['c', null, null],
      ]),
      [`labels/key=r/as_of=${second}/part-0.parquet`]: labelsOf([
        ['é', 1, 0],
        ['a', 0, 7],
        ['c', 1, -2.5],
        ['b', null, 8],
      ]),
    });
    const matrix = await readLabelledMatrix(store, 'r', report, [first, second]);
    const unknown = Number.NaN;
    expect([...matrix.churned]).toEqual([0, unknown, 0, unknown, 1, 1]);
    expect([...matrix.value]).toEqual([20, unknown, 7, 8, -2.5, 0]);
    expect(matrix.fullValue.every(Number.isNaN)).toBe(true);
  });

  it('reads one file in its own order', async () => {
    const { customerIds, active, table } = await readMatrixFile(
      fileOf([
        ['z', true, 1, 'b'],
        ['a', false, 2, 'a'],
      ]),
      report.features,
    );
    expect(customerIds).toEqual(['z', 'a']);
    expect([...active]).toEqual([1, 0]);
    expect(table.columns[1]).toMatchObject({ codes: Int32Array.of(1, 0), levels: ['a', 'b'] });
  });

  it('refuses what is not there, not whole, or of another version', async () => {
    const store = await storeWith(shards);
    const more = { features: [...report.features, feature('tickets', 'number')] };
    await expect(readMatrix(store, 'r', more, [first])).rejects.toThrow(
      /no column tickets.*Run the features stage again/,
    );
    await expect(readMatrix(store, 'other', report, [first])).rejects.toThrow(
      /features\/key=other has no file at 2025-03-01/,
    );
    const broken = shards[`features/key=r/as_of=${first}/part-0.parquet`]!.subarray(0, 90);
    await store.put(`features/key=r/as_of=${first}/part-0.parquet`, broken);
    await expect(readMatrix(store, 'r', report, [first])).rejects.toThrow(/not a whole Parquet file/);
  });

  it('refuses labels that are not those of the matrix', async () => {
    const key = `labels/key=r/as_of=${first}/part-0.parquet`;
    const few = await storeWith({ ...shards, [key]: labelsOf([['b', 0, 1]]) });
    await expect(readLabelledMatrix(few, 'r', report, [first])).rejects.toThrow(/has 1 rows for 2/);
    const other = await storeWith({
      ...shards,
      [key]: labelsOf([
        ['b', 0, 1],
        ['x', 0, 1],
      ]),
    });
    await expect(readLabelledMatrix(other, 'r', report, [first])).rejects.toThrow(/without features/);
  });
});
