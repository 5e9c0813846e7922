import { expect, it } from 'vitest';
import { TransientError } from '../../../contracts/errors.ts';
import type { Warehouse } from '../../../contracts/ports/warehouse.ts';
import { unloadColumns } from '../../../pipeline/tables/unload-columns.ts';
import { unloadRows, visitRows } from '../../../pipeline/tables/unload-rows.ts';
import { openDuckdbWarehouse } from '../../../platform/local/duckdb-warehouse.ts';
import { folderStore } from '../../../platform/local/folder-store.ts';
import { scratchFolder } from '../../support/scratch.ts';

const request = { select: "select 'a' as id", prefix: 'runs/r/candidates/', orderBy: ['id'] };

it('files that another run of the same date takes away are said to be, and may be there when tried again', async () => {
  const root = scratchFolder();
  const store = folderStore(root);
  const own = await openDuckdbWarehouse({ root, store });
  const unload: Warehouse['unload'] = async (...asked) => {
    const files = await own.unload(...asked);
    for (const { key } of files) await store.delete(key);
    return files;
  };
  const raced = { ...own, unload };
  for (const read of [
    () => unloadRows(raced, store, request),
    () => visitRows(raced, store, request, () => undefined),
    () => unloadColumns(raced, store, request, ['id']),
  ]) {
    await expect(read()).rejects.toThrow(TransientError);
    await expect(read()).rejects.toThrow(/another run of the same date is at work here/);
  }
  expect(await unloadRows(own, store, request)).toEqual([{ id: 'a' }]);
  expect(await store.list(request.prefix)).toEqual([]);
  await own.close();
});
