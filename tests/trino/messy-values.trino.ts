import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import type { Column } from '../../contracts/sources/column.ts';
import { readValue, type TimeReading } from '../../pipeline/sql/read-value.ts';
import { literal } from '../../pipeline/sql/sql-text.ts';
import { openDuckdbWarehouse } from '../../platform/local/duckdb-warehouse.ts';
import { folderStore } from '../../platform/local/folder-store.ts';
import { scratchFolder } from '../support/scratch.ts';
import { onChain } from './on-chain.ts';
import { type Chain, startChain } from './start-chain.ts';

/** Texts as they stand in people's files: both engines read the same of them, or nothing. */

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

const numbers =
  '1 -1 +5 007 .5 5. 1e3 1E3 1e-3 1.5e+2 1,5 1.000,5 1_000 1d 1f 1D 0x10 0x1p3 0b1 NaN nan -nan inf Infinity -Infinity 1e400 1e-400 - . e5 12abc 1.2.3 99999999999999 123456789012345678901234567890 0.00005 1.23455 -0.00005 2.5 -0'
    .split(' ')
    .concat('1 000', '1\u00A0000', '\u0661\u0662', '$5', '5%', '(5)', '1\t');
const times =
  '2024-02-29 2024-02-30 2024-1-5 2024-13-01 20240101 2024-01-01T10:00 2024-01-01T10:00:00Z 2024-01-01T10:00:00.123Z 2024-01-01T10:00:00.1239 2024-01-01T10:00:00+01:30 2024-01-01T10:00:00+0130 2024-01-01T10:00:00-02 2024-01-01T10:00:00-0230 2024-01-01T10:00:00.25+00 2024-01-01T10:00+02:00 2024-01-01T10:00:00+25:00 2024-01-01T10:00:00.1235+00 2024-01-01T24:00:00 2024-01-01T10:00:60 2024-01-01T10 10:00 01/02/2024 1.2.2024 24-01-01 1815-06-18 9999-12-31 12024-01-01 infinity epoch now today 2024-W05-1 2024-060 1700000000'
    .split(' ')
    .concat(
      '2024-01-01 10:00:00',
      '2024-01-01 9:05',
      '2024-01-01 10:00:00 UTC',
      '2024-01-01 10:00:00 -02',
      '2024-01-01 10:00:00 PM',
    )
    .concat('2024-01-01  10:00:00', 'Jan 1 2024', '2024-01-01 10:00:00 Europe/Warsaw', '2024-03-31 02:30:00');
const flags = 'true TRUE t Yes y 1 false F no n 0 ja 2'.split(' ');

const readings: [type: Column['type'], texts: readonly string[], how: TimeReading][] = [
  ['number', numbers, {}],
  ['integer', numbers, {}],
  ['money', numbers, {}],
  ['flag', flags, {}],
  ['time', times, {}],
  ['time', times, { timeZone: 'Europe/Warsaw' }],
  ['time', ['01/02/2024', '1/2/2024', '31/02/2024', '01-02-2024', ''], { format: 'dd/MM/yyyy' }],
  [
    'time',
    ['1.2.24 9:05', '01.02.24 24:05', '1.2.2024 9:05'],
    { format: 'd.M.yy H:mm', timeZone: 'Europe/Warsaw' },
  ],
];

it.each(readings)('%s %#', async (type, texts, how) => {
  const rows = texts.map((text, i) => `(${i}, ${literal(text)})`).join(', ');
  const value = readValue('x', { type, means: 'anything' }, how);
  const sql = `select x, cast(${value} as varchar) as value from (values ${rows}) t(i, x) order by i`;
  const answers = await Promise.all([trino.rows(sql), duckdb.rows(sql)]);
  const [ours, theirs] = answers.map((found) => found.map(({ x, value }) => `${x}: ${plain(type, value)}`));
  expect(ours).toEqual(theirs);
});

/** How an engine writes a value is not what it read. */
function plain(type: Column['type'], value: unknown): unknown {
  if (value === null || type === 'flag') return value;
  return type === 'time' ? String(value).replace(/\.0+$|(\.\d*[1-9])0+$/, '$1') : Number(value);
}
