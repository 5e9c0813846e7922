import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { findTables } from '../../../platform/local/find-tables.ts';
import { scratchFolder, writeText } from '../../support/scratch.ts';

const order = (i: number) => ({
  id: 1000 + i,
  customer: { id: `C${i % 5}`, email: `c${i}@example.org` },
  created_at: `2024-01-${10 + i}`,
  currency: 'EUR',
  items: [{ sku: 'A', qty: 1 + (i % 3) }],
});

async function found(files: Readonly<Record<string, unknown>>): Promise<unknown> {
  const folder = join(scratchFolder(), 'shop');
  mkdirSync(folder);
  for (const [name, value] of Object.entries(files))
    writeText(folder, name, typeof value === 'string' ? value : JSON.stringify(value, null, 1));
  const { tables } = await findTables([folder]);
  return tables.map(({ name, files: parts, sheet }) => [name, parts.length, ...(sheet ? [sheet] : [])]);
}

const several = <T>(n: number, name: (i: number) => string, value: (i: number) => T): Record<string, T> =>
  Object.fromEntries(Array.from({ length: n }, (_, i) => [name(i), value(i)]));

it.each([
  ['an order in each file', several(4, (i) => `order-${i}.json`, order), [['shop', 4]]],
  [
    'many files, whatever they are called',
    several(12, (i) => `${'abcdefghijkl'[i]}x.json`, order),
    [['shop', 12]],
  ],
  [
    'pages of answers',
    several(
      3,
      (i) => `page_${i}.json`,
      (i) => ({ page: i, total: 120, data: Array.from({ length: 40 }, (_, k) => order(k)) }),
    ),
    [['data', 3, 'data']],
  ],
  [
    'parts with an object on each line',
    several(
      3,
      (i) => `part-0000${i}.json`,
      (i) => [order(i), order(i + 1)].map((one) => JSON.stringify(one)).join('\n'),
    ),
    [['shop', 3]],
  ],
  [
    'tables of their own',
    { 'clients.json': [{ id: 1, name: 'a' }], 'bills.json': [{ nr: 1, sum: 2 }] },
    [
      ['bills', 1],
      ['clients', 1],
    ],
  ],
  [
    'parts that have no keys in common',
    { '1.json': [{ id: 1, name: 'a' }], '2.json': [{ nr: 1, sum: 2 }] },
    [
      ['file_1', 1],
      ['file_2', 1],
    ],
  ],
])('JSON files of a folder: %s', async (_, files, tables) => {
  expect(await found(files)).toEqual(tables);
});

it('more tables than a business has are refused before any is read', async () => {
  const files = several(
    201,
    (i) => `t${'x'.repeat(1 + (i % 3))}${i}.json`,
    (i) => [{ [`k${i}`]: 1 }],
  );
  await expect(found(files)).rejects.toThrow(/201 tables are too many to look at/);
});
