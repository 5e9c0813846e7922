import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import { openDuckdbWarehouse } from '../../platform/local/duckdb-warehouse.ts';
import { folderStore } from '../../platform/local/folder-store.ts';
import { scratchFolder } from '../support/scratch.ts';
import { onChain } from './on-chain.ts';
import { type Chain, startChain } from './start-chain.ts';

/** Each line of "The same text on two engines" in docs/design.md: what Trino really answers, and DuckDB under the macros too. */

let chain: Chain;
let trino: Warehouse;
let duckdb: Warehouse;
beforeAll(async () => {
  chain = await startChain();
  trino = await onChain(chain).openWarehouse();
  const root = scratchFolder({ for: 'file' });
  duckdb = await openDuckdbWarehouse({ root, store: folderStore(root), threads: 1 });
});
afterAll(async () => {
  await duckdb.close();
  await trino.close();
  await chain.close();
});

const time = (text: string) => `cast('${text}' as timestamp)`;

const same: readonly (readonly [expression: string, answer: unknown])[] = [
  [`date_diff('day', ${time('2026-01-01 23:00:00')}, ${time('2026-01-02 01:00:00')})`, 0],
  [`date_diff('day', ${time('2026-01-02 01:00:00')}, ${time('2025-12-31 23:00:00')})`, -1],
  [`date_diff('second', ${time('2026-01-01 00:00:00.9')}, ${time('2026-01-01 00:00:02.1')})`, 1],
  [`date_diff('month', ${time('2026-01-31 00:00:00')}, ${time('2026-02-27 23:59:59')})`, 0],
  [`date_add('month', 1, ${time('2026-01-31 10:00:00')})`, '2026-02-28T10:00:00.000Z'],
  [`date_add('day', -1, ${time('2026-03-01 10:00:00')})`, '2026-02-28T10:00:00.000Z'],
  ['5 / 2', 2],
  ['-5 / 2', -2],
  ['cast(cast(1 as decimal(18,4)) as double) / 3', 1 / 3],
  ["length(to_utf8('größe'))", 7],
  ["length('größe')", 5],
  ['greatest(1, null)', null],
  ['least(2, 1, null)', null],
  ["regexp_replace('a-b-c', '-', '+')", 'a+b+c'],
  ["regexp_like('abc', 'b')", true],
  ['count_if(cast(null as boolean))', 0],
  ["to_hex(md5(to_utf8('holdfast')))", 'DCE38A1A984BC9108FCCFE5A32FDA9F7'],
  [`day_of_week(${time('2026-02-01 00:00:00')})`, 7],
  ["try_cast(regexp_extract('none', '([0-9]+)', 1) as integer)", null],
  ["cast('0.00005' as decimal(18,4))", 0.0001],
  ["substr(cast(cast('2026-01-01 10:00:00' as timestamp) as varchar), 1, 19)", '2026-01-01 10:00:00'],
  [
    "cast(at_timezone(with_timezone(cast('2026-03-29 02:30:00' as timestamp), 'Europe/Warsaw'), 'UTC') as timestamp)",
    '2026-03-29T01:30:00.000Z',
  ],
  ['json_format(cast(12.25e0 as json))', '12.25'],
  ['json_format(cast(1234567.125e0 as json))', '1234567.125'],
  [`json_format(cast(array['Zoë "\u{1F600}"', null] as json))`, '["Zoë \\"\\uD83D\\uDE00\\"",null]'],
  [
    `json_format(cast(map(array['a', 'é "b"'], array['1 \\ 2' || chr(10) || chr(1) || chr(127) || '/😀', null]) as json))`,
    '{"a":"1 \\\\ 2\\n\\u0001\u007f/\\uD83D\\uDE00","é \\"b\\"":null}',
  ],
  ["trim(trailing '.' from trim(trailing '0' from '10:00:00.500'))", '10:00:00.5'],
  ["element_at(map(array['a'], array[1]), 'a')", 1],
  ['truncate(-1.7e0)', -1],
  ["is_nan(cast('NaN' as double))", true],
  ["codepoint('a')", 97],
  ['to_unixtime(from_unixtime(1.5e0))', 1.5],
];

/** What no macro can bridge, so that no query of the product does it. */
const different: readonly (readonly [expression: string, trino: unknown, duckdb: unknown])[] = [
  ['cast(2.5e0 as integer)', 3, 2],
  [`cast(${time('2026-01-01 10:00:00')} as varchar)`, '2026-01-01 10:00:00.000', '2026-01-01 10:00:00'],
  ['cast(1.5e0 as varchar)', '1.5E0', '1.5'],
  ['cast(17850e0 as varchar)', '1.785E4', '17850.0'],
  ["regexp_extract('none', '([0-9]+)', 1)", null, ''],
  ['cast(1 as decimal(18,4)) / 3', 0.3333, 1 / 3],
  ["try_cast('1.0E2' as bigint)", null, 100],
  [
    "json_format(cast(map(array['b', 'a'], array['1', '2']) as json))",
    '{"a":"2","b":"1"}',
    '{"b":"1","a":"2"}',
  ],
];

describe('one text on two engines', () => {
  it.each(same)('%s', async (expression, answer) => {
    const sql = `select ${expression} as x`;
    expect(await Promise.all([trino.rows(sql), duckdb.rows(sql)])).toEqual([
      [{ x: answer }],
      [{ x: answer }],
    ]);
  });

  it.each(different)('but not %s', async (expression, onTrino, onDuckdb) => {
    const sql = `select ${expression} as x`;
    expect(await trino.rows(sql)).toEqual([{ x: onTrino }]);
    expect(await duckdb.rows(sql)).toEqual([{ x: onDuckdb }]);
  });

  it('a table takes no time but one of milliseconds, which a cast gives and a literal does not', async () => {
    await expect(trino.create('t', "select timestamp '2026-01-01 00:00:00' as x")).rejects.toThrow(
      'Incorrect timestamp precision for timestamp(0)',
    );
    await trino.create('t', `select ${time('2026-01-01 00:00:00')} as x`);
    expect(await trino.rows('select x from t')).toEqual([{ x: '2026-01-01T00:00:00.000Z' }]);
  });
});
