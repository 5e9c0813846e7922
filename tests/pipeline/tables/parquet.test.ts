import { parquetWriteBuffer } from 'hyparquet-writer';
import { expect, it } from 'vitest';
import { readParquet, writeParquet, writeRows } from '../../../pipeline/tables/parquet.ts';

const written = writeParquet([{ name: 'customer_id', type: 'text', values: ['Ada', 'Bo'] }]);
const rows = [{ customer_id: 'Ada' }, { customer_id: 'Bo' }];

it('reads the rows that were written', async () => {
  expect(await readParquet(written)).toEqual(rows);
});

it('reads them from bytes that lie inside others, as Node hands out small files', async () => {
  const pool = Buffer.alloc(written.length + 100);
  pool.set(written, 40);
  expect(await readParquet(pool.subarray(40, 40 + written.length))).toEqual(rows);
});

it('writes rows as the library writes whole columns, a row group at a time', () => {
  const values = Array.from({ length: 100_001 }, (_, i) => (i % 7 === 0 ? null : i / 4));
  const columnData = [{ name: 'clv', type: 'DOUBLE' as const, data: values, nullable: true }];
  const whole = parquetWriteBuffer({ columnData, createdBy: 'holdfast', rowGroupSize: 100_000 });
  const bytes = writeRows(values, [{ name: 'clv', type: 'number', of: (value) => value }]);
  expect(Buffer.from(bytes).equals(Buffer.from(whole))).toBe(true);
});

it('refuses columns of unequal length', () => {
  const uneven = [
    { name: 'a', type: 'text', values: ['x'] },
    { name: 'b', type: 'text', values: [] },
  ] as const;
  expect(() => writeParquet(uneven)).toThrow('equally many');
});
