import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Warehouse } from '../../../contracts/ports/warehouse.ts';
import { cents } from '../../../pipeline/sql/sql-text.ts';
import { openDuckdbWarehouse } from '../../../platform/local/duckdb-warehouse.ts';
import { folderStore } from '../../../platform/local/folder-store.ts';
import { scratchFolder } from '../../support/scratch.ts';

let warehouse: Warehouse;
beforeAll(async () => {
  const root = scratchFolder({ for: 'file' });
  warehouse = await openDuckdbWarehouse({ root, store: folderStore(root), threads: 1 });
});
afterAll(() => warehouse.close());

it.each([
  ['0.0049', '0.00'],
  ['0.0050', '0.01'],
  ['-0.0050', '-0.01'],
  ['-1234.5649', '-1234.56'],
  ['9999999999999.9949', '9999999999999.99'],
  ['9999999999999.9950', '10000000000000.00'],
  ['10000000000000.0050', '10000000000000.01'],
  ['-99999999999999.9950', '-100000000000000.00'],
  ['999999999999999.9949', '999999999999999.99'],
])('%s is %s in cents, whether it fits into 64 bits or not', async (sum, rounded) => {
  const [row] = await warehouse.rows(
    `select cast(${cents('x')} as varchar) as value from (select cast('${sum}' as decimal(38, 4)) as x) t`,
  );
  expect(row?.value).toBe(rounded);
});

it('nothing stays nothing', async () => {
  const [row] = await warehouse.rows(
    `select ${cents('x')} as value from (select cast(null as decimal(38, 4)) as x) t`,
  );
  expect(row?.value).toBeNull();
});
