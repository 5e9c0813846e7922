import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { withFlatTable } from '../../cli/flat-table.ts';
import { openDuckdbWarehouse } from '../../platform/local/duckdb-warehouse.ts';
import { folderStore } from '../../platform/local/folder-store.ts';
import { profileInputs } from '../../platform/local/profile-input.ts';
import { holdfast } from '../support/command-line.ts';
import { scratchFolder, writeText } from '../support/scratch.ts';
import { silence } from '../support/silence.ts';

/** Where none of the commands may write. */
const stolen = join(scratchFolder({ for: 'file' }), 'stolen.csv');
const outside = writeText(scratchFolder({ for: 'file' }), 'secret.csv', 'name\nAnn\n');
const injections = [
  `x"; copy (select 1) to '${stolen}'; --`,
  `x') t; copy (select 1) to '${stolen}'; select * from (select ('1`,
  `'); install httpfs; load httpfs; --`,
];
const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;

/** A table of customers whose header, whose words and whose ids are SQL. */
const hostile = (): string => {
  const header = ['customer_id', 'joined', 'outcome', 'grp', ...injections, 'plan'].map(cell).join(',');
  const rows = Array.from({ length: 240 }, (_, i) => {
    const word = injections[i % 3]!;
    const left = (i * 7) % 10 < 4;
    const outcome = left ? injections[0]! : injections[1]!;
    const numbers = [i % 17, (i * i) % 23, left ? 5 + (i % 4) : i % 6];
    const when = `2025-0${1 + (i % 9)}-11`;
    return [`${word}-${i}`, when, outcome, i % 2 ? word : 'control', ...numbers.map(String), word]
      .map(cell)
      .join(',');
  });
  return [header, ...rows].join('\n');
};

describe('a table whose header and cells are SQL', () => {
  it.each<[string, codes: number[], (file: string, folder: string) => string[]]>([
    [
      'evaluate',
      [0],
      (file, to) => ['evaluate', file, '--target', 'outcome', '--positive', injections[0]!, '--out', to],
    ],
    [
      'evaluate on a hostile column',
      [0, 2, 3],
      (file, to) => ['evaluate', file, '--target', injections[2]!, '--out', to],
    ],
    [
      'experiment',
      [0],
      (file, to) => ['experiment', file, '--arm', 'grp', '--outcome', injections[0]!, '--out', to],
    ],
    [
      'sentiment',
      [0],
      (file, to) => [
        'sentiment',
        file,
        '--text',
        'customer_id',
        '--label',
        'outcome',
        '--language',
        'grp',
        '--out',
        to,
      ],
    ],
    ['init', [0, 4], (file, to) => ['init', file, '--out', join(to, 'holdfast.yaml')]],
  ])('is read as a table and runs nothing: %s', async (_, codes, args) => {
    const folder = scratchFolder();
    const to = join(folder, 'out');
    mkdirSync(to);
    const file = writeText(folder, `it's; "drop".csv`, hostile());
    const { code, err } = await holdfast(...args(file, to));
    expect(err).not.toContain('This is a bug in Holdfast');
    expect(err).not.toMatch(/Parser Error|Binder Error/);
    expect(codes, err).toContain(code);
    expect(existsSync(stolen)).toBe(false);
    expect(readdirSync(folder).sort()).toEqual([`it's; "drop".csv`, 'out']);
  });
});

describe('once its files are looked at', () => {
  const reads = [
    ['a file', `select * from '${outside}'`],
    ['a file by a function', `select content from read_text('${outside}')`],
    ['a web address', `select * from read_csv('http://127.0.0.1:9/x.csv')`],
  ] as const;
  const table = () => writeText(scratchFolder(), 'table.csv', 'id,amount\n1,2\n2,3\n');

  it.each(reads)('a flat table’s warehouse reaches nothing else: %s', (_, select) =>
    withFlatTable(table(), scratchFolder(), silence, async ({ warehouse, table: name }) => {
      await expect(warehouse.rows(select)).rejects.toThrow(/by their names, and nothing else/);
      await expect(warehouse.rows(`create table u as ${select}`)).rejects.toThrow(
        /Permission Error|disabled/,
      );
      await expect(warehouse.rows(`copy (select 1) to '${stolen}'`)).rejects.toThrow(
        /Permission Error|disabled/,
      );
      await expect(warehouse.rows('set enable_external_access = true')).rejects.toThrow(
        /Invalid Input Error/,
      );
      await expect(warehouse.rows('load httpfs')).rejects.toThrow(/Error/);
      await expect(warehouse.rows(`create table u as ${select}`)).rejects.toThrow(
        /Permission Error|disabled/,
      );
      expect(await warehouse.rows(`select count(*) as n from "${name}"`)).toEqual([{ n: 2 }]);
    }),
  );

  it('a sample’s views still read their files, and nothing else is reached', async () => {
    const root = scratchFolder();
    const warehouse = await openDuckdbWarehouse({ root, store: folderStore(root) });
    const file = writeText(scratchFolder(), 'big.csv', `id,amount\n${'1,2\n'.repeat(500)}`);
    const limits = { bytes: 10, rows: 100, look: 50 };
    const { inputs } = await profileInputs(warehouse, [file], silence, limits);
    expect(inputs[0]).toMatchObject({ sampled: true, rows: 500 });
    expect(await warehouse.rows('select count(*) as n from big__all')).toEqual([{ n: 500 }]);
    const select = `select * from '${outside}'`;
    await expect(warehouse.rows(select)).rejects.toThrow(/by their names, and nothing else/);
    await expect(warehouse.rows(`create table u as ${select}`)).rejects.toThrow(/Permission Error|disabled/);
    await warehouse.close();
  });
});
