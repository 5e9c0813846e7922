import { expect, it } from 'vitest';
import { openDuckdbWarehouse } from '../../../platform/local/duckdb-warehouse.ts';
import { findTables } from '../../../platform/local/find-tables.ts';
import { folderStore } from '../../../platform/local/folder-store.ts';
import { scratchFolder, writeText } from '../../support/scratch.ts';

const names = ['order', 'who', 'paid'];
const rows = [
  ['o1', 'a', 9.5],
  ['o2', 'b', 12],
  ['o3', null, 7.25],
];
const column = (i: number) => rows.map((row) => row[i]);
const indexed = (values: readonly unknown[]) =>
  Object.fromEntries(values.map((value, i) => [String(i), value]));
const asObject = (values: readonly unknown[]) =>
  Object.fromEntries(names.map((name, i) => [name, values[i]]));

const layouts: Readonly<Record<string, unknown>> = {
  'a list of lists, names first': [names, ...rows],
  'pandas, split': { columns: names, index: [0, 1, 2], data: rows },
  'pandas, columns': asObject(names.map((_, i) => indexed(column(i)))),
  'pandas, index': indexed(rows.map(asObject)),
  'pandas, list': asObject(names.map((_, i) => column(i))),
  'an answer of CKAN': {
    success: true,
    result: { fields: names.map((id) => ({ id, type: 'text' })), records: rows },
  },
  'a download of Socrata': {
    meta: { view: { columns: names.map((name, id) => ({ id, name })) } },
    data: rows,
  },
};

it.each(Object.entries(layouts))('%s is a table of its columns', async (_, document) => {
  const root = scratchFolder();
  const warehouse = await openDuckdbWarehouse({ root, store: folderStore(root) });
  const file = writeText(root, 'orders.json', JSON.stringify(document));
  expect((await findTables([file])).tables).toMatchObject([{ name: 'orders_file', kind: 'json' }]);
  expect((await findTables([file])).tables[0]).not.toHaveProperty('sheet');
  await warehouse.attachInput({ name: 'sales', locations: [file], format: 'json' });
  const read = await warehouse.rows('select * from sales order by 1');
  expect(
    read.map((row) => Object.values(row).map((value) => (value === null ? null : String(value)))),
  ).toEqual(
    rows.map(([order, who, paid]) => [order, who, expect.stringMatching(new RegExp(`^${paid}(\\.0)?$`))]),
  );
  expect(Object.keys(read[0] ?? {})).toEqual(names);
  await warehouse.close();
});

it('lists without names keep all of their rows, and a key of tables stays a table', async () => {
  const root = scratchFolder();
  const warehouse = await openDuckdbWarehouse({ root, store: folderStore(root) });
  const bare = writeText(root, 'bare.json', JSON.stringify(rows));
  await warehouse.attachInput({ name: 'bare', locations: [bare], format: 'json' });
  expect(await warehouse.rows('select count(*) as n, count(column3) as paid from bare')).toEqual([
    { n: 3, paid: 3 },
  ]);
  const tables = writeText(
    root,
    'tables.json',
    JSON.stringify({ orders: rows.map(asObject), pairs: [[1, 2]] }),
  );
  expect((await findTables([tables])).tables).toMatchObject([{ sheet: 'orders' }]);
  await warehouse.close();
});
