import { describe, expect, it } from 'vitest';
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
