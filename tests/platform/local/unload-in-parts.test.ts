import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { openDuckdbWarehouse } from '../../../platform/local/duckdb-warehouse.ts';
import { folderStore } from '../../../platform/local/folder-store.ts';
import { scratchFolder } from '../../support/scratch.ts';

const rows = 150_000;

/** Unloads numbered rows with two tables joined, and answers its files with their rows and bytes. */
async function unloaded(how: { readonly threads: number; readonly memory: string }) {
  const root = scratchFolder();
  const store = folderStore(root);
  const warehouse = await openDuckdbWarehouse({ root, store, ...how });
  try {
    await warehouse.create(
      'spine',
      `select i as spine_id, 'C' || (${rows} - i) as customer_id, case when i <= 100000 then 'a' else 'b' end as as_of
       from range(1, ${rows + 1}) t(i)`,
    );
    await warehouse.create('counts', 'select spine_id, hash(spine_id) % 1000 as n from spine');
    await warehouse.create(
      'sums',
      'select spine_id, spine_id * 0.5 as total from spine order by hash(spine_id)',
    );
    const select = `select s.spine_id, s.as_of, s.customer_id, c.n, t.total from spine s
      join counts c on c.spine_id = s.spine_id join sums t on t.spine_id = s.spine_id`;
    const files = await warehouse.unload(select, 'matrix/', {
      orderBy: ['customer_id'],
      partitionBy: 'as_of',
      numberedBy: { column: 'spine_id', table: 'spine' },
    });
    await warehouse.attach('matrix', 'matrix/');
    const [read] = await warehouse.rows(
      'select count(*) as n, count(distinct customer_id) as customers, sum(total) as total from matrix',
    );
    const bytes = await Promise.all(
      files.map(async ({ key }) =>
        createHash('sha256')
          .update((await store.get(key))!)
          .digest('hex'),
      ),
    );
    return { files, read, bytes };
  } finally {
    await warehouse.close();
  }
}

it('makes numbered rows part by part, each once and in the same bytes with any threads and memory', async () => {
  const one = await unloaded({ threads: 1, memory: '300MB' });
  expect(one.files).toEqual([
    { key: 'matrix/as_of=a/part-0.parquet', rows: 30_720 },
    { key: 'matrix/as_of=a/part-1.parquet', rows: 30_720 },
    { key: 'matrix/as_of=a/part-2.parquet', rows: 30_720 },
    { key: 'matrix/as_of=a/part-3.parquet', rows: 7_840 },
    { key: 'matrix/as_of=b/part-3.parquet', rows: 22_880 },
    { key: 'matrix/as_of=b/part-4.parquet', rows: 27_120 },
  ]);
  expect(one.read).toEqual({ n: rows, customers: rows, total: (rows * (rows + 1)) / 4 });
  const two = await unloaded({ threads: 2, memory: '1GB' });
  expect(two.bytes).toEqual(one.bytes);
});
