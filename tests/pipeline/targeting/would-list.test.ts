import { expect, it } from 'vitest';
import { createWouldList } from '../../../pipeline/targeting/would-list.ts';
import { openDuckdbWarehouse } from '../../../platform/local/duckdb-warehouse.ts';
import { folderStore } from '../../../platform/local/folder-store.ts';
import { recordingWarehouse } from '../../support/recording-warehouse.ts';
import { scratchFolder } from '../../support/scratch.ts';

/** What Athena takes of one statement. */
const mostBytes = 262_144;

it('holds the first by priority of however many ids, in statements that Athena takes', async () => {
  const root = scratchFolder();
  const texts = new Set<string>();
  const warehouse = recordingWarehouse(await openDuckdbWarehouse({ root, store: folderStore(root) }), texts);
  const all = 12_000;
  await warehouse.create(
    'ranked',
    `select 'ключ-' || lpad(cast(i as varchar), 20, '0') as customer_id, 0.5 as churn, cast(i * 7919 % ${all} as double) as priority,
       case when i % 10 = 0 then 'gone' else 'candidate' end as standing
     from (select unnest(generate_series(0, ${all - 1})) as i) n`,
  );
  const idOf = (i: number) => `ключ-${String(i).padStart(20, '0')}`;
  const among = Array.from({ length: all }, (_, i) => i).filter((i) => i % 3 > 0);
  texts.clear();
  const size = 5000;
  const found = await createWouldList(warehouse, 'ranked', size, among.map(idOf));
  const expected = among
    .filter((i) => i % 10 > 0)
    .sort((a, b) => ((b * 7919) % all) - ((a * 7919) % all))
    .slice(0, size);
  expect(found).toMatchObject({ customers: size, churn: 0.5, pool: all * 0.9 });
  const rows = await warehouse.rows('select customer_id from would_list');
  expect(rows.map(({ customer_id }) => customer_id).sort()).toEqual(expected.map(idOf).sort());
  expect(texts.size).toBeGreaterThan(2);
  for (const text of texts) expect(Buffer.byteLength(text)).toBeLessThan(mostBytes);
  expect(await createWouldList(warehouse, 'ranked', size, [])).toMatchObject({ customers: 0, churn: null });
  await warehouse.close();
});
