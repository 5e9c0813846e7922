import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Config } from '../../contracts/config/config.ts';
import type { WarehouseColumn } from '../../contracts/ports/warehouse.ts';
import { findTable } from '../../platform/aws/find-table.ts';
import type { QuerySession } from '../../platform/aws/query.ts';
import { queryRows } from '../../platform/aws/query-results.ts';
import { readColumn } from '../../platform/aws/table-columns.ts';
import { tableFingerprint } from '../../platform/aws/table-fingerprint.ts';
import { runOnTrino } from './engine/trino-client.ts';
import { onChain } from './on-chain.ts';
import { type Chain, startChain } from './start-chain.ts';

/** The query that names a run by what a table holds, on the engine that Athena runs, for each type that a table may have. */

let chain: Chain;
let session: QuerySession;
beforeAll(async () => {
  chain = await startChain();
  session = {
    athena: chain.athena,
    workgroup: 'holdfast',
    results: `s3://${chain.bucket}/athena/`,
    running: new Set(),
  };
});
afterAll(() => chain.close());

/** As the product takes it of a table: over the columns as they are read. */
function printOf(columns: readonly WarehouseColumn[], from: string): Promise<string> {
  const read = columns.map(readColumn);
  return tableFingerprint(
    session,
    read,
    `(select ${read.map(({ select }) => select).join(', ')} from ${from})`,
  );
}

/** Athena's word for a type, and two values of it. */
const types: readonly (readonly [type: string, a: string, b: string])[] = [
  ['boolean', 'true', 'false'],
  ['tinyint', "tinyint '1'", "tinyint '-1'"],
  ['smallint', "smallint '1'", "smallint '32767'"],
  ['integer', '1', '-2147483648'],
  ['bigint', "bigint '9007199254740993'", "bigint '9007199254740992'"],
  ['float', "real '0.1'", "real '0.10000001'"],
  ['double', '0.1e0', '0.10000000000000002e0'],
  ['double', 'nan()', 'infinity()'],
  ['double', '5e-324', '1.7976931348623157e308'],
  [
    'decimal(38,4)',
    "decimal '1234567890123456789012345678901234.5678'",
    "decimal '1234567890123456789012345678901234.5679'",
  ],
  ['varchar', "'a'", "'ä'"],
  ['varchar', "''", "' '"],
  ['varchar', '\'"],["\'', '\'","\''],
  ['char', "cast('a' as char(3))", "cast('ab' as char(3))"],
  ['varbinary', "X'00FF'", "X'FF00'"],
  ['date', "date '2026-01-31'", "date '0001-01-01'"],
  [
    'timestamp',
    "cast('2026-01-31 10:20:30.123' as timestamp(3))",
    "cast('2026-01-31 10:20:30.124' as timestamp(3))",
  ],
  ['timestamp', "timestamp '2026-01-31 10:20:30.123456'", "timestamp '1969-12-31 23:59:59.999999'"],
  ['timestamp', "timestamp '2026-01-31 10:20:30'", "timestamp '2026-01-31 10:20:31'"],
  [
    'timestamp with time zone',
    "timestamp '2026-01-31 10:20:30 UTC'",
    "timestamp '2026-01-31 10:20:30 Europe/Warsaw'",
  ],
  ['time', "time '10:20:30.123456'", "time '10:20:30.123457'"],
  ['uuid', "uuid '12151fd2-7586-11e9-8f9e-2a86e4085a59'", "uuid '12151fd2-7586-11e9-8f9e-2a86e4085a58'"],
  ['ipaddress', "ipaddress '10.0.0.1'", "ipaddress '2001:db8::1'"],
  ['json', `json '{"a": 1}'`, `json '{"a": "1"}'`],
  ['interval day to second', "interval '2' day", "interval '3' day"],
  ['interval year to month', "interval '2' month", "interval '3' month"],
  ['array', "array['a', null]", "array['a', 'null']"],
  ['array', "array[timestamp '2026-01-31 10:20:30.1234']", "array[timestamp '2026-01-31 10:20:30.1235']"],
  ['map', "map(array['a', 'b'], array[1, 2])", "map(array['a', 'b'], array[2, 1])"],
  [
    'row',
    "cast(row(1, 'a') as row(n integer, t varchar))",
    'cast(row(1, null) as row(n integer, t varchar))',
  ],
  [
    'row',
    'cast(row(array[row(1.5e0)]) as row(list array(row(x double))))',
    'cast(row(array[]) as row(list array(row(x double))))',
  ],
];

describe('a fingerprint', () => {
  it.each(types)('tells values of %s apart: %s, %s and none', async (type, a, b) => {
    const columns = [{ name: 'c', type }];
    const prints: string[] = [];
    for (const values of [
      [a, b],
      [b, a],
      [a, a],
      [a, 'null'],
      [b, 'null'],
    ]) {
      const rows = values.map((value) => `(1, ${value})`).join(', ');
      prints.push(await printOf(columns, `(values ${rows}) t(n, c)`));
    }
    const [ab, ba, ...others] = prints;
    expect(ba).toBe(ab);
    expect(new Set([ab, ...others]).size).toBe(4);
  });

  it('is one for a map in whatever order, a zero of whatever sign, a moment in whatever zone', async () => {
    const print = (type: string, value: string) =>
      printOf([{ name: 'c', type }], `(values (1, ${value})) t(n, c)`);
    const same = async (type: string, one: string, other: string) =>
      expect(await print(type, one)).toBe(await print(type, other));
    await same('map', "map(array['a', 'b'], array[1, 2])", "map(array['b', 'a'], array[2, 1])");
    await same('double', '0e0', '-0e0');
    await same(
      'timestamp with time zone',
      "timestamp '2026-01-31 10:20:30 UTC'",
      "timestamp '2026-01-31 11:20:30.000 +01:00'",
    );
  });

  it('sees values that change places between two rows, which a checksum of rows does not', async () => {
    const one = "(values ('a', 1), ('b', 2)) t(c, d)";
    const swapped = "(values ('a', 2), ('b', 1)) t(c, d)";
    const columns = [
      { name: 'c', type: 'varchar' },
      { name: 'd', type: 'integer' },
    ];
    expect(await printOf(columns, one)).not.toBe(await printOf(columns, swapped));
    const sums = [one, swapped].map((from) =>
      queryRows(session, `select to_hex(checksum(row(c, d))) as x from ${from}`),
    );
    const [checksum, ofSwapped] = await Promise.all(sums);
    expect(checksum).toEqual(ofSwapped);
  });

  it('has room for more columns than an array takes', async () => {
    const names = Array.from({ length: 600 }, (_, i) => `c${i}`);
    const columns = names.map((name) => ({ name, type: 'integer' }));
    const of = (last: number) =>
      printOf(columns, `(select ${names.map((name, i) => `${i === 599 ? last : i} as ${name}`).join(', ')})`);
    expect(await of(599)).not.toBe(await of(600));
  });
});

describe('a view', () => {
  const columns = `cast('ab' as char(3)) as c, tinyint '1' as t, real '0.1' as r, -0e0 as zero,
    decimal '1.50' as amount, timestamp '2026-01-31 10:20:30.123999' as fine, date '0001-01-01' as old,
    timestamp '2026-01-31 10:20:30.123999 Europe/Warsaw' as zoned, cast(null as varchar) as none`;

  it('is read as it stands in a copy that the run is held to, times to the millisecond and in UTC', async () => {
    const schema = chain.bucket.replaceAll('-', '_');
    const run = (sql: string) => runOnTrino(process.env.TRINO_URL ?? '', { sql, schema });
    await run(`create schema ${schema}`);
    await run(`create view sales as select ${columns} from (values 1, 2) t(n)`);
    const found = await findTable(session, { sources: {} } as Config, {
      input: 'sales',
      table: `${schema}.sales`,
    });
    const warehouse = await onChain(chain).openWarehouse();
    await warehouse.attachInput(found);
    const [row] = await warehouse.rows('select distinct fine, zoned, c, none from sales');
    expect(row).toEqual({
      fine: '2026-01-31T10:20:30.123Z',
      zoned: '2026-01-31 09:20:30.123Z',
      c: 'ab ',
      none: null,
    });
    await run(`create or replace view sales as select ${columns} from (values 1) t(n)`);
    await expect(warehouse.attachInput(found)).rejects.toThrow(/has changed since the run was planned/);
    await warehouse.close();
  });
});
