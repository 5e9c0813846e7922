import { expect, it } from 'vitest';
import { openDuckdbWarehouse } from '../../../platform/local/duckdb-warehouse.ts';
import { folderStore } from '../../../platform/local/folder-store.ts';
import { scratchFolder } from '../../support/scratch.ts';

it.each<[what: string, damage: (bytes: Uint8Array) => Uint8Array]>([
  ['empty', () => new Uint8Array()],
  ['cut', (bytes) => bytes.subarray(0, bytes.length / 2)],
  ['other bytes', (bytes) => bytes.map((_, i) => (i * 37) % 251)],
])('a Parquet file that is %s is named with what to do, and no statement', async (_, damage) => {
  const root = scratchFolder();
  const store = folderStore(root);
  const warehouse = await openDuckdbWarehouse({ root, store });
  try {
    const [file] = await warehouse.unload('select 1 as id', 'ledger/', { orderBy: ['id'] });
    await store.put(file!.key, damage((await store.get(file!.key))!));
    const read = warehouse.attach('ledger', 'ledger/');
    await expect(read).rejects.toThrow(
      /part-0\.parquet is no whole Parquet file: .* restore a file of the ledger/,
    );
    await expect(read).rejects.not.toThrow(/read_parquet|DuckDB/);
  } finally {
    await warehouse.close();
  }
});
