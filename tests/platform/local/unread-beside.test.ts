import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Config } from '../../../contracts/config/config.ts';
import { findTables } from '../../../platform/local/find-tables.ts';
import { unreadBeside, unreadSentence } from '../../../platform/local/unread-beside.ts';
import { scratchFolder, writeText } from '../../support/scratch.ts';

const orders = 'order,customer,day,total\no1,c1,2025-06-01,10\n';
const refunds = 'refund,customer,day,total\nr1,c1,2025-06-01,10\n';

/** What lies unread beside the files that a config names. */
function beside(files: Readonly<Record<string, string>>, ...read: readonly string[]) {
  const folder = scratchFolder();
  for (const name of Object.keys(files)) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeText(folder, name, files[name]!);
  }
  const inputs = Object.fromEntries(read.map((file, i) => [`input_${i}`, { file }]));
  return unreadBeside({ inputs } as unknown as Config, join(folder, 'holdfast.yaml'));
}

describe('a file that came later', () => {
  it('is named where its header, or all but the dates in its name, is that of an input’s only file', async () => {
    const found = await beside(
      {
        'orders_2025.csv': orders,
        'orders_2026.csv': 'number;customer\n',
        'new export.csv': orders,
        'refunds.csv': refunds,
        'week.xlsx': '',
        '~orders_2027.csv': orders,
        'notes.txt': 'by hand',
      },
      'orders_2025.csv',
      'refunds.csv',
    );
    expect(found.map(({ input, files }) => [input, files])).toEqual([
      ['input_0', ['new export.csv', 'orders_2026.csv']],
    ]);
    expect(unreadSentence(found[0]!)).toMatch(
      /^new export\.csv, orders_2026\.csv in .* look like orders_2025\.csv, but no input reads them\. .*inputs\.input_0\.file/,
    );
  });

  it('is not, where an input reads it, alone or in its folder', async () => {
    const files = { 'orders_2025.csv': orders, 'orders_2026.csv': orders };
    expect(await beside(files, 'orders_2025.csv', 'orders_2026.csv')).toEqual([]);
    expect(await beside({ 'orders/a.csv': orders, 'orders/b.csv': orders }, 'orders')).toEqual([]);
    expect(await beside({ 'raw/a.csv': orders, 'raw/b.csv': orders }, 'raw/a.csv', 'raw')).toEqual([]);
  });
});

it('a folder of files by month is one table, of months in words too', async () => {
  const folder = scratchFolder();
  for (const name of ['Januar', 'Februar', 'März']) writeText(folder, `Verkäufe ${name}.csv`, orders);
  expect((await findTables([folder])).tables).toMatchObject([{ path: folder }]);
  writeText(folder, 'Retouren März.csv', refunds);
  expect((await findTables([folder])).tables).toHaveLength(4);
});
