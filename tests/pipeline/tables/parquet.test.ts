import { expect, it } from 'vitest';
import { readParquet, writeParquet } from '../../../pipeline/tables/parquet.ts';

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
