import { expect, it } from 'vitest';
import { openDuckdbWarehouse } from '../../../platform/local/duckdb-warehouse.ts';
import { folderStore } from '../../../platform/local/folder-store.ts';
import { scratchFolder } from '../../support/scratch.ts';

it('an error shows the start of its statement, without the ids that it lists', async () => {
  const root = scratchFolder();
  const warehouse = await openDuckdbWarehouse({ root, store: folderStore(root) });
  const failed = (sql: string) => warehouse.rows(sql).then(String, ({ message }) => message);
  for (const ids of [`'zofia@example.org'`, `'+48600700800', 'o''zofia'`, `'a', 'b', 'zofia'`]) {
    const said = await failed(`select 1 from nowhere where customer_id in (${ids}) and total > 5`);
    expect(said).toMatch(/in: select 1 from nowhere where customer_id in \(…\) and total > 5/);
    expect(said).not.toMatch(/zofia|486/);
  }
  await warehouse.close();
});
