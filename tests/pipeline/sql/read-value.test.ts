import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Warehouse } from '../../../contracts/ports/warehouse.ts';
import type { Column } from '../../../contracts/sources/column.ts';
import { readValue, type TimeReading } from '../../../pipeline/sql/read-value.ts';
import { literal } from '../../../pipeline/sql/sql-text.ts';
import { openDuckdbWarehouse } from '../../../platform/local/duckdb-warehouse.ts';
import { folderStore } from '../../../platform/local/folder-store.ts';
import { scratchFolder } from '../../support/scratch.ts';

let warehouse: Warehouse;
beforeAll(async () => {
  const root = scratchFolder({ for: 'file' });
  warehouse = await openDuckdbWarehouse({ root, store: folderStore(root), threads: 1 });
});
afterAll(() => warehouse.close());

async function read(type: Column['type'], text: string, how: TimeReading = {}): Promise<unknown> {
  const value = readValue('x', { type, means: 'anything' }, how);
  const [row] = await warehouse.rows(`select ${value} as value from (values (${literal(text)})) t(x)`);
  return row?.value;
}

describe('numbers', () => {
  it.each([
    ['12', 12],
    ['+.5', 0.5],
    ['5.', 5],
    ['-1.5e2', -150],
    ['1_000', null],
    ['1d', null],
    ['0x1p3', null],
    ['NaN', null],
    ['1e999', null],
    ['1,5', null],
  ])('%s', async (text, value) => {
    expect(await read('number', text)).toBe(value);
    expect(await read('money', text)).toBe(value);
  });

  it('of money have four places, those of more are rounded', async () => {
    expect(await read('money', '0.00005')).toBe(0.0001);
    expect(await read('money', '1e-3')).toBe(0.001);
  });

  it.each([
    ['99999999999999.9999', '99999999999999.9999'],
    ['-99999999999999.99994', '-99999999999999.9999'],
    ['99999999999999.99995', '100000000000000.0000'],
    ['123456789012345.6789', '123456789012345.6789'],
    ['00000000000000000000012.5', '12.5000'],
    ['1.5e15', '1500000000000000.0000'],
    ['99999999999999999', null],
  ])('of money are exact on both sides of eighteen digits: %s', async (text, exact) => {
    const value = readValue('x', { type: 'money', means: 'an amount' });
    const select = `select cast(${value} as varchar) as v from (values (${literal(text)})) t(x)`;
    expect(await warehouse.rows(select)).toEqual([{ v: exact }]);
  });
});

describe('times', () => {
  it.each([
    ['2024-02-29', '2024-02-29T00:00:00.000Z'],
    ['2024-1-5 9:05', '2024-01-05T09:05:00.000Z'],
    ['2024-01-01T10:00:00Z', '2024-01-01T10:00:00.000Z'],
    ['2024-01-01 10:00:00+00', '2024-01-01T10:00:00.000Z'],
    ['2024-01-01T10:00:00-02', '2024-01-01T12:00:00.000Z'],
    ['2024-01-01T10:00:00.1239+01:30', '2024-01-01T08:30:00.123Z'],
    ['2024-01-01 10:00-0230', '2024-01-01T12:30:00.000Z'],
    ['2024-02-30', null],
    ['2024-01-01 24:00:00', null],
    ['2024-01-01 10:00:00+25:00', null],
    ['24-01-01', null],
    ['infinity', null],
    ['2024-01-01 10:00:00 Europe/Warsaw', null],
  ])('%s', async (text, value) => {
    expect(await read('time', text)).toBe(value);
  });

  it('without a zone are read in that of the source, others are not', async () => {
    const how = { timeZone: 'Europe/Warsaw' };
    expect(await read('time', '2024-07-01 10:00:00', how)).toBe('2024-07-01T08:00:00.000Z');
    expect(await read('time', '2024-07-01T10:00:00Z', how)).toBe('2024-07-01T10:00:00.000Z');
    expect(await read('time', '2024-07-01 10:00:00+05:30', how)).toBe('2024-07-01T04:30:00.000Z');
  });

  it('are read in the pattern that the config names', async () => {
    expect(await read('time', '1.2.24 9:05', { format: 'd.M.yy H:mm' })).toBe('2024-02-01T09:05:00.000Z');
    expect(await read('time', '1.2.24 24:05', { format: 'd.M.yy H:mm' })).toBe(null);
  });
});
