import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Warehouse } from '../../../contracts/ports/warehouse.ts';
import { openDuckdbWarehouse } from '../../../platform/local/duckdb-warehouse.ts';
import { folderStore } from '../../../platform/local/folder-store.ts';
import { scratchFolder, writeText } from '../../support/scratch.ts';

interface Opened {
  readonly warehouse: Warehouse;
  readonly outside: string;
  readonly root: string;
}

/** A warehouse with an input, and a folder that is none of its business. */
async function withInput(work: (opened: Opened) => Promise<void>): Promise<void> {
  const root = scratchFolder();
  const outside = scratchFolder();
  writeText(outside, 'secret.csv', 'name\nAnn\n');
  const warehouse = await openDuckdbWarehouse({ root, store: folderStore(root) });
  const csv = { delimiter: ',', quote: '"', header: true, encoding: 'utf-8' } as const;
  const locations = [writeText(scratchFolder(), 'orders.csv', 'id,amount\n1,2.50\n')];
  await warehouse.attachInput({ name: 'orders', locations, format: 'csv', csv });
  await warehouse.seal?.();
  await work({ warehouse, outside, root }).finally(() => warehouse.close());
}

describe('what a config says in SQL', () => {
  it('cannot end its select and begin a statement of its own', () =>
    withInput(async ({ warehouse, outside }) => {
      const file = join(outside, 'stolen.csv');
      const query = `select 1) t; copy (select * from orders) to '${file}'; select * from (select 1`;
      const refused = /more than one statement/;
      await expect(warehouse.create('t', `select * from (${query}) u`)).rejects.toThrow(refused);
      await expect(warehouse.rows(`select * from (${query}) u`)).rejects.toThrow(refused);
      await expect(warehouse.columns(`(${query})`)).rejects.toThrow(refused);
      const unloaded = warehouse.unload(`select * from (${query}) u`, 'out/', { orderBy: ['id'] });
      await expect(unloaded).rejects.toThrow(/more than one statement|Parser Error/);
      expect(existsSync(file)).toBe(false);
    }));

  it('may hold a semicolon where it is none', () =>
    withInput(async ({ warehouse }) => {
      expect(await warehouse.rows("select ';' as a -- ; copy\n")).toEqual([{ a: ';' }]);
    }));

  it.each([
    ['a file', (outside: string) => `select * from '${outside}/secret.csv'`],
    ['a file by a function', (outside: string) => `select * from read_text('${outside}/secret.csv')`],
    ['a folder', (outside: string) => `select * from glob('${outside}/*')`],
    [
      'another store by a way up',
      (outside: string) => `select * from read_text('${outside}/../../etc/passwd')`,
    ],
    ['its own store', (_: string, root: string) => `select * from '${root}/lists/at-risk.parquet'`],
    ['its own store by a function', (_: string, root: string) => `select * from parquet_scan('${root}/*')`],
    ['within an expression', (outside: string) => `select (select max(a) from '${outside}/secret.csv') as a`],
    ['a query in a text', () => `select * from query('select 1')`],
    ['the engine, by a function that would end its process', () => 'select * from Enable_Logging()'],
  ])('cannot read what is no input: %s', (_, query) =>
    withInput(async ({ warehouse, outside, root }) => {
      const select = `select * from (${query(outside, root)}) t`;
      const refused = /reads (a file|\w+\(\)): it can read its inputs by their names/;
      await expect(warehouse.rows(select)).rejects.toThrow(refused);
      await expect(warehouse.create('t', select)).rejects.toThrow(refused);
      await expect(warehouse.columns(`(${select})`)).rejects.toThrow(refused);
      await expect(warehouse.unload(select, 'out/', { orderBy: ['a'] })).rejects.toThrow(refused);
    }),
  );

  it('may make rows of what it reads', () =>
    withInput(async ({ warehouse }) => {
      const query =
        'with t as (select * from orders) select i from t, unnest([1, 2]) n (i) where i in (select * from range(3)) order by i';
      expect(await warehouse.rows(query)).toEqual([{ i: 1 }, { i: 2 }]);
    }));

  it('is answered by the engine where it is no SQL', () =>
    withInput(async ({ warehouse }) => {
      await expect(warehouse.rows('selec 1 from orders')).rejects.toThrow(/Parser Error/);
    }));

  it('reads its inputs and writes its store as before', () =>
    withInput(async ({ warehouse }) => {
      await warehouse.create('t', 'select id, cast(amount as double) as amount from orders');
      expect(await warehouse.unload('select * from t', 'out/', { orderBy: ['id'] })).toMatchObject([
        { rows: 1 },
      ]);
      await warehouse.attach('again', 'out/');
      expect(await warehouse.rows('select amount from again')).toEqual([{ amount: 2.5 }]);
    }));
});
