import { expect, it } from 'vitest';
import { sqlName } from '../../onboarding/read/sql-of-column.ts';
import { openDuckdbWarehouse } from '../../platform/local/duckdb-warehouse.ts';
import { folderStore } from '../../platform/local/folder-store.ts';
import { scratchFolder } from '../support/scratch.ts';

it('a column may be called as any word of SQL', async () => {
  const root = scratchFolder();
  const warehouse = await openDuckdbWarehouse({ root, store: folderStore(root) });
  const words = await warehouse.rows(
    'select distinct keyword_name as word from duckdb_keywords() order by 1',
  );
  const names = words.map(({ word }) => String(word));
  expect(names).toContain('at');
  const read = names.map((name, i) => `${sqlName(name)} || 'b' as c${i}`).join(', ');
  const columns = names.map((name) => `'a' as "${name}"`).join(', ');
  const [row] = await warehouse.rows(`select ${read} from (select ${columns}) t`);
  expect(Object.values(row ?? {})).toEqual(names.map(() => 'ab'));
  expect(['skip', 'trim', 'escape', 'delete'].map(sqlName)).toEqual([
    '"skip"',
    '"trim"',
    '"escape"',
    '"delete"',
  ]);
  expect(['betrag', 'Kunde_2', 'status'].map(sqlName)).toEqual(['betrag', 'Kunde_2', 'status']);
  await warehouse.close();
});
