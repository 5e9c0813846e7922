import { describe, expect, it } from 'vitest';
import { DataRefusedError } from '../../../contracts/errors.ts';
import { writeParquet } from '../../../pipeline/tables/parquet.ts';
import { openDuckdbWarehouse } from '../../../platform/local/duckdb-warehouse.ts';
import { folderStore } from '../../../platform/local/folder-store.ts';
import { scratchFolder, writeText } from '../../support/scratch.ts';

describe('CSV in other encodings', () => {
  it.each([
    ['latin-1', Buffer.from('größe,ort\n1,Köln\n', 'latin1')],
    ['utf-16', Buffer.from('\uFEFFgröße,ort\n1,Köln\n', 'utf16le')],
  ] as const)('%s is read, its header too', async (encoding, bytes) => {
    const root = scratchFolder();
    const warehouse = await openDuckdbWarehouse({ root, store: folderStore(root) });
    const csv = { delimiter: ',', quote: '"', header: true, encoding };
    const locations = [writeText(root, 'file.csv', bytes)];
    await warehouse.attachInput({ name: 'file', locations, format: 'csv', csv });
    expect(await warehouse.rows('select * from file')).toEqual([{ größe: '1', ort: 'Köln' }]);
    await warehouse.close();
  });
});

it.each(['a,b\r\n1,2\n3,4\r\n5,6\n', 'a,b\n1,2\n3,4\r5,6\n', 'a,b\r1,2\r\n3,4\r5,6\r\n'])(
  'a file whose lines end in different ways is read line by line (%#)',
  async (text) => {
    const root = scratchFolder();
    const warehouse = await openDuckdbWarehouse({ root, store: folderStore(root) });
    const csv = { delimiter: ',', quote: '"', header: true, encoding: 'utf-8' };
    const locations = [writeText(root, 'file.csv', text)];
    const attached = await warehouse.attachInput({ name: 'file', locations, format: 'csv', csv });
    expect(attached.malformed).toBeNull();
    expect(await warehouse.rows('select * from file order by a')).toEqual([
      { a: '1', b: '2' },
      { a: '3', b: '4' },
      { a: '5', b: '6' },
    ]);
    await warehouse.close();
  },
);

it('Parquet files of one table in which an id is text in one and a floating number in another are refused by name', async () => {
  const root = scratchFolder();
  const warehouse = await openDuckdbWarehouse({ root, store: folderStore(root) });
  const part = (name: string, type: 'text' | 'integer' | 'number', values: (string | number)[]) =>
    writeText(root, name, writeParquet([{ name: 'id', type, values }]));
  const [words, whole, floating] = [
    part('a.parquet', 'text', ['1']),
    part('b.parquet', 'integer', [1]),
    part('c.parquet', 'number', [1]),
  ];
  const attach = (...locations: string[]) =>
    warehouse.attachInput({ name: 'sales', locations, format: 'parquet' });
  for (const mixed of [[words, floating] as const, [floating, whole, words] as const]) {
    const refused = attach(...mixed);
    await expect(refused).rejects.toBeInstanceOf(DataRefusedError);
    await expect(refused).rejects.toThrow(
      /^inputs\.sales: id is text in \S+a\.parquet and a floating number in \S+c\.parquet, .* as a whole number/,
    );
  }
  const amounts = part('d.parquet', 'number', [1, 12.5]);
  await attach(words, amounts);
  expect(await warehouse.rows('select id from sales order by id')).toEqual([
    { id: '1' },
    { id: '1.0' },
    { id: '12.5' },
  ]);
  await attach(words, whole);
  expect(await warehouse.rows('select count(distinct id) as ids from sales')).toEqual([{ ids: 1 }]);
  await warehouse.close();
});

it('JSON is read within little memory, as rows and as a table under a key of one object', async () => {
  const root = scratchFolder();
  const orders = Array.from({ length: 500 }, (_, i) => ({ id: `o${i}`, amount: i }));
  const warehouse = await openDuckdbWarehouse({ root, store: folderStore(root), memory: '300MB' });
  const rows = writeText(root, 'rows.json', JSON.stringify(orders));
  const tables = writeText(root, 'tables.json', JSON.stringify({ about: 'a shop', orders }));
  const attach = (location: string, sheet?: string) =>
    warehouse.attachInput({
      name: 'sales',
      locations: [location],
      format: 'json',
      ...(sheet ? { sheet } : {}),
    });
  for (const [location, sheet] of [[rows], [tables, 'orders']] as const) {
    await attach(location, sheet);
    expect(await warehouse.rows('select count(*) as n, max(length(id)) as l from sales')).toEqual([
      { n: 500, l: 4 },
    ]);
  }
  await expect(attach(tables, 'lines')).rejects.toThrow(/no table under "lines"; it has orders/);
  await warehouse.close();
});

it('objects within JSON objects are columns, a list that is named is rows, and values stand as they are written', async () => {
  const root = scratchFolder();
  const warehouse = await openDuckdbWarehouse({ root, store: folderStore(root) });
  const line = (price: string, tags: string[]) => ({ price, tax: { rate: 0.2 }, tags });
  const orders = [
    {
      id: 1,
      at: { $date: '2026-01-05' },
      customer: { id: 7 },
      lines: { data: [line('9.90', ['a']), line('1.00', [])] },
    },
    { id: 2, at: { $date: '2026-01-06' }, customer: null, lines: { data: [] } },
  ];
  const file = writeText(root, 'orders.json', JSON.stringify({ data: { orders }, next: null }));
  const read = async (unnest?: string) => {
    const input = { name: 'sales', locations: [file], format: 'json', sheet: 'data.orders' } as const;
    await warehouse.attachInput({ ...input, ...(unnest === undefined ? {} : { unnest }) });
    return warehouse.rows('select * from sales order by all');
  };
  expect(await read()).toEqual([
    { id: '1', at: '2026-01-05', 'customer.id': '7', 'lines.data': JSON.stringify(orders[0]?.lines.data) },
    { id: '2', at: '2026-01-06', 'customer.id': null, 'lines.data': '[]' },
  ]);
  const ofLine = (name: string) => `lines.data.${name}`;
  const names = ['id', 'at', 'customer.id', ...['price', 'tax.rate', 'tags', 'position'].map(ofLine)];
  const rows = [
    ['1', '2026-01-05', '7', '1.00', '0.2', '[]', '2'],
    ['1', '2026-01-05', '7', '9.90', '0.2', '["a"]', '1'],
    ['2', '2026-01-06', null, null, null, null, '1'],
  ];
  expect(await read('lines.data')).toEqual(
    rows.map((row) => Object.fromEntries(names.map((name, i) => [name, row[i]]))),
  );
  await expect(read('customer')).rejects.toThrow(/no list of objects under "customer"/);
  await warehouse.close();
});
