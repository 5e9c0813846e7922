import { DuckDBInstance } from '@duckdb/node-api';
import { parquetMetadata, parquetReadObjects, type SchemaElement } from 'hyparquet';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, it } from 'vitest';
import { mergeParquet } from '../../../platform/aws/merge-parquet.ts';
import { emptyParquet, flatColumns, hiveType } from '../../../platform/aws/parquet-schema.ts';
import { scratchFolder, writeText } from '../../support/scratch.ts';

const optional = { repetition_type: 'OPTIONAL' } as const;
const decimal = { ...optional, converted_type: 'DECIMAL' } as const;
const schema: SchemaElement[] = [
  { name: 'root', num_children: 4 },
  { name: 'id', ...optional, type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  { name: 'wide', ...decimal, type: 'FIXED_LEN_BYTE_ARRAY', type_length: 16, precision: 38, scale: 2 },
  { name: 'short', ...decimal, type: 'INT32', precision: 7, scale: 3 },
  { name: 'at', ...optional, type: 'INT64', converted_type: 'TIMESTAMP_MICROS' },
];

/** A file as an engine may write it: decimals in 16 bytes or 4, times in microseconds. */
function file(ids: readonly (string | null)[], whole: readonly bigint[]): ArrayBuffer {
  const columnData = [
    { name: 'id', data: [...ids] },
    { name: 'wide', data: [...whole] },
    { name: 'short', data: whole.map((value) => value % 1000n) },
    { name: 'at', data: whole.map((value) => (value % 1_000_000n) * 1000n) },
  ];
  return parquetWriteBuffer({ columnData, schema });
}

const huge = 123_456_789_012_345_678_901_234_567_890n;

describe('files of one result', () => {
  it('become one, in order, with every value as it was', async () => {
    const bytes = await mergeParquet(
      [file(['b', null, '\u{1F600}'], [2n, huge, -huge]), file(['\uFF5E', 'a'], [-5n, 1n])],
      ['id'],
    );
    const merged = bytes.slice().buffer;
    const rows = await parquetReadObjects({ file: merged });
    expect(rows.map(({ id }) => id)).toEqual(['a', 'b', '\uFF5E', '\u{1F600}', null]);
    expect(rows.map(({ at }) => (at as Date).getTime())).toEqual([1, 2, -5, -567_890, 567_890]);
    expect(rows.map(({ short }) => Math.round(1000 * short))).toEqual([1, 2, -5, -890, 890]);
    const exact = await exactValues(merged, 'wide');
    expect(exact).toEqual([1n, 2n, -5n, -huge, huge]);
    expect(parquetMetadata(merged).schema[2]).toMatchObject({
      converted_type: 'DECIMAL',
      precision: 38,
      scale: 2,
    });
  });

  it('are ordered by a column whose name they hold in lower case', async () => {
    const bytes = await mergeParquet([file(['b', 'a'], [2n, 1n])], ['Id']);
    const rows = await parquetReadObjects({ file: bytes.slice().buffer });
    expect(rows.map(({ id }) => id)).toEqual(['a', 'b']);
  });

  it('have the same bytes however the rows are spread over them', async () => {
    const one = await mergeParquet([file(['c', 'a', 'b'], [3n, 1n, 2n])], ['id']);
    const two = await mergeParquet([file(['b'], [2n]), file(['c', 'a'], [3n, 1n])], ['id']);
    expect(Buffer.from(one).equals(Buffer.from(two))).toBe(true);
  });

  it('can be read by others where the engine says twice that a column holds integers', async () => {
    const integers: SchemaElement[] = [
      { name: 'root', num_children: 1 },
      {
        name: 'line',
        ...optional,
        type: 'INT64',
        converted_type: 'INT_64',
        logical_type: { type: 'INTEGER', bitWidth: 64, isSigned: true },
      },
    ];
    const written = parquetWriteBuffer({ columnData: [{ name: 'line', data: [2n, 1n] }], schema: integers });
    const path = writeText(scratchFolder(), 'merged.parquet', await mergeParquet([written], ['line']));
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    const reader = await connection.runAndReadAll(`select line from '${path}'`);
    expect([reader.columnType(0).toString(), ...reader.getColumns()[0]!]).toEqual(['BIGINT', 1n, 2n]);
  });

  it('must have the same columns, and the one that orders them', async () => {
    const other = parquetWriteBuffer({ columnData: [{ name: 'id', data: ['x'], type: 'STRING' }] });
    await expect(mergeParquet([file(['a'], [1n]), other], ['id'])).rejects.toThrow('differ in their columns');
    await expect(mergeParquet([other], ['missing'])).rejects.toThrow('ordered by missing');
  });
});

/** Stored integers of a decimal column, which readers give as doubles. */
async function exactValues(merged: ArrayBuffer, name: string): Promise<bigint[]> {
  const metadata = parquetMetadata(merged);
  const schema = metadata.schema.map(({ converted_type, logical_type, ...element }) => element);
  const rows = await parquetReadObjects({
    file: merged,
    metadata: { ...metadata, schema },
    columns: [name],
    utf8: false,
  });
  return rows.map((row) =>
    BigInt.asIntN(128, BigInt(`0x${Buffer.from(row[name] as Uint8Array).toString('hex')}`)),
  );
}

describe('columns of Parquet files', () => {
  it('without rows are those of the query', () => {
    const columns = [
      'varchar',
      'bigint',
      'integer',
      'double',
      'boolean',
      'date',
      'timestamp',
      'decimal(18,4)',
      'decimal(38,2)',
    ];
    const bytes = emptyParquet(columns.map((type, i) => ({ name: `c${i}`, type })));
    const metadata = parquetMetadata(bytes.slice().buffer);
    expect(metadata.num_rows).toBe(0n);
    expect(flatColumns(metadata, 'f').map((column) => hiveType(column, 'f'))).toEqual([
      'string',
      'bigint',
      'int',
      'double',
      'boolean',
      'date',
      'timestamp',
      'decimal(18,4)',
      'decimal(38,2)',
    ]);
    expect(() => emptyParquet([{ name: 'c', type: 'array' }])).toThrow('Column c is of type array');
  });

  it('that no table of ours can have are refused by name', () => {
    const element = (more: object) => ({ name: 'c', ...more }) as Parameters<typeof hiveType>[0];
    expect(hiveType(element({ type: 'INT96' }), 'f')).toBe('timestamp');
    expect(
      hiveType(element({ type: 'INT64', logical_type: { type: 'TIMESTAMP', unit: 'NANOS' } }), 'f'),
    ).toBe('timestamp');
    expect(() => hiveType(element({ type: 'INT64', converted_type: 'UINT_64' }), 's3://a/b')).toThrow(
      's3://a/b: column c is of type UINT_64',
    );
    const nested = [{ name: 'root', num_children: 1 }, element({ repetition_type: 'REPEATED' })];
    expect(() => flatColumns({ schema: nested }, 's3://a/b')).toThrow('s3://a/b: column c is nested');
  });
});
