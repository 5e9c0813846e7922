import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { expect, it, onTestFinished } from 'vitest';
import { scratchFolder } from '../support/scratch.ts';
import { openComparer } from './record/compare-files.ts';

/** What the other tests here rest on: a difference, however small, is seen. */

const rows = "(1, 'a', 0.1e0, cast('2026-01-01' as timestamp)), (2, null, 0e0, null), (2, null, 0e0, null)";

async function compared(other: string, [here, there] = ['ours', 'theirs']): Promise<unknown> {
  const folder = scratchFolder();
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const write = async (name: string, values: string) => {
    const path = join(folder, `${name}.parquet`);
    mkdirSync(dirname(path), { recursive: true });
    const select = `select * from (values ${values}) t(n, name, part, moment)`;
    await connection.run(`copy (${select}) to '${path}' (format parquet)`);
    return [path];
  };
  const comparer = await openComparer();
  onTestFinished(comparer.close);
  return comparer.compare(await write(here!, rows), await write(there!, other));
}

it('the same rows in another order are equal', async () => {
  const turned =
    "(2, null, 0e0, null), (2, null, 0e0, null), (1, 'a', 0.1e0, cast('2026-01-01' as timestamp))";
  expect(await compared(turned)).toBeNull();
});

it('rows below the keys of two engines are equal, and days are not', async () => {
  expect(await compared(rows, ['pulse/key=0a/day=1/ours', 'pulse/key=0b/day=1/theirs'])).toBeNull();
  expect(await compared(rows, ['pulse/key=0a/day=1/ours', 'pulse/key=0b/day=2/theirs'])).toMatchObject({
    differing: ['day'],
  });
});

it.each([
  ['the last bit of a double', rows.replace('0.1e0', '0.10000000000000002e0'), ['part']],
  ['the sign of a zero', rows.replace('0e0', "cast('-0' as double)"), ['part']],
  ['a millisecond', rows.replace("'2026-01-01'", "'2026-01-01 00:00:00.001'"), ['moment']],
  ['an empty text for none', rows.replace('(2, null', "(2, ''"), ['name']],
  ['values that changed rows', rows.replace("(1, 'a'", "(2, 'a'").replace('(2, null', '(1, null'), undefined],
])('%s is a difference', async (_, other, differing) => {
  const found = (await compared(other)) as { differing: string[] };
  expect(found.differing).toEqual(differing ?? ['which value stands beside which']);
});

it('a row that is there once more is a difference', async () => {
  expect(await compared(`${rows}, (1, 'a', 0.1e0, cast('2026-01-01' as timestamp))`)).toMatchObject({
    rows: [3, 4],
  });
});
