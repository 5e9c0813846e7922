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

it('a file whose lines end in different ways is refused in the words of the cloud', async () => {
  const root = scratchFolder();
  const warehouse = await openDuckdbWarehouse({ root, store: folderStore(root) });
  const csv = { delimiter: ',', quote: '"', header: true, encoding: 'utf-8' };
  const locations = [writeText(root, 'file.csv', 'a,b\r\n1,2\n3,4\r\n5,6\n')];
  await expect(warehouse.attachInput({ name: 'file', locations, format: 'csv', csv })).rejects.toThrow(
    'ends some lines with "\\r\\n" and others otherwise; write all lines with the same end',
  );
  await warehouse.close();
});
