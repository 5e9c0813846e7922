import { describe, expect, it } from 'vitest';
import type { FlatRows } from '../../flat/flat-rows.ts';
import { someRows } from '../../flat/learning-rows.ts';
import { partRows } from '../../flat/part-rows.ts';
import type { TablePlan } from '../../flat/plan.ts';

/** Rows of which each id has `perId`, one in four leaves, and one in fifty is not known. */
function rowsOf(count: number, perId = 1, extra: Partial<FlatRows> = {}): FlatRows {
  const customer = Int32Array.from({ length: count }, (_, row) => Math.floor(row / perId));
  return {
    count,
    ids: Array.from(customer, (c) => `id ${c}`),
    customer,
    customers: Math.ceil(count / perId),
    churned: Float64Array.from(customer, (c) => (c % 50 === 7 ? Number.NaN : c % 4 === 0 ? 1 : 0)),
    value: new Float64Array(count).fill(Number.NaN),
    split: null,
    day: null,
    files: [],
    ...extra,
  };
}

const plan = (split: TablePlan['split']): TablePlan => ({
  target: { name: 'y', positive: '1', negative: ['0'], said: '', sql: '', left: 0, stayed: 0, unknown: 0 },
  value: null,
  id: { name: 'id', sql: '', said: '' },
  split,
  features: [],
  leftOut: [],
  today: null,
});
const random = plan({ kind: 'random' });
const dates = (from: number | null = null) => plan({ kind: 'dates', name: 'seen', sql: '', from });
const named = plan({ kind: 'named', name: 'split', sql: '' });

/** Known rows, and share that left, of each part. */
function sizes({ churned }: FlatRows, part: Int8Array): Map<number, { rows: number; left: number }> {
  const found = new Map<number, { rows: number; left: number }>();
  part.forEach((own, row) => {
    const { rows, left } = found.get(own) ?? { rows: 0, left: 0 };
    found.set(own, { rows: rows + 1, left: left + (churned[row] === 1 ? 1 : 0) });
  });
  return found;
}

describe('parting rows at random', () => {
  it('deals few rows into five folds of equal size and equal share of leavers; unknown ones into none', () => {
    const rows = rowsOf(1000);
    const { kind, part } = partRows(rows, random, 1);
    expect(kind).toBe('folds');
    const parts = sizes(rows, part);
    expect(parts.get(-1)).toEqual({ rows: 20, left: 0 });
    for (let fold = 0; fold < 5; fold++) expect(parts.get(fold)).toEqual({ rows: 196, left: 50 });
  });

  it('keeps all rows of an id together, and deals them otherwise by another seed', () => {
    const rows = rowsOf(900, 3);
    const { part } = partRows(rows, random, 1);
    const partsOfIds = new Set(Array.from(part, (own, row) => `${rows.ids[row]}/${own}`));
    expect(partsOfIds.size).toBe(300);
    expect(partRows(rows, random, 2).part).not.toEqual(part);
  });

  it('parts many rows 60 : 20 : 20', () => {
    const rows = rowsOf(20_000);
    const { kind, part } = partRows(rows, random, 1);
    expect(kind).toBe('parts');
    const parts = sizes(rows, part);
    expect([0, 1, 2].map((own) => parts.get(own)!.rows)).toEqual([11_760, 3_920, 3_920]);
    expect([0, 1, 2].map((own) => parts.get(own)!.left)).toEqual([3_000, 1_000, 1_000]);
  });
});

describe('parting rows by date', () => {
  const day = (of: (row: number) => number) => Float64Array.from({ length: 1000 }, (_, row) => of(row));

  it('takes the newest fifth to judge and the quarter before it to calibrate', () => {
    const rows = rowsOf(1000, 1, { day: day((row) => 20_000 + Math.floor(row / 10)) });
    const { part, sentence } = partRows(rows, dates(), 1);
    const firstOf = (own: number) => part.indexOf(own);
    expect([firstOf(0), firstOf(1), firstOf(2)]).toEqual([0, 600, 800]);
    expect(sentence).toContain('from 2024-12-23 on are judged');
  });

  it('with two days: the later judges, a quarter of the earlier calibrates', () => {
    const rows = rowsOf(1000, 1, { day: day((row) => (row < 600 ? 20_000 : 20_090)) });
    const parts = sizes(rows, partRows(rows, dates(), 1).part);
    expect(parts.get(2)!.rows).toBe(392);
    expect(parts.get(1)!.rows / 588).toBeCloseTo(0.25, 2);
  });

  it('says what has no date, and refuses one day only', () => {
    const some = rowsOf(1000, 1, { day: day((row) => (row < 50 ? Number.NaN : 20_000 + row)) });
    expect(partRows(some, dates(), 1).sentence).toMatch(/^49 rows without a date are only scored; /);
    const one = rowsOf(1000, 1, { day: day(() => 20_000) });
    expect(() => partRows(one, dates(), 1)).toThrow(/one day only/);
    expect(() => partRows(some, dates(30_000), 1)).toThrow(/another --split-at/);
  });
});

describe('parting rows by name', () => {
  const split = (of: (row: number) => string | null) => Array.from({ length: 1000 }, (_, row) => of(row));

  it('takes the table at its word', () => {
    const rows = rowsOf(1000, 1, {
      split: split((row) => ['TRAIN', 'train', 'Val', 'hold-out', null][row % 5]!),
    });
    const { part } = partRows(rows, named, 1);
    expect(Array.from(part.subarray(0, 5))).toEqual([0, 0, 1, 2, -1]);
  });

  it('refuses where nothing trains, or nothing judges, or too little', () => {
    expect(() => partRows(rowsOf(1000, 1, { split: split(() => 'train') }), named, 1)).toThrow(
      /no row .* test/,
    );
    const few = rowsOf(1000, 1, { split: split((row) => (row < 10 ? 'test' : 'train')) });
    expect(() => partRows(few, named, 1)).toThrow(/Only 9 rows .* the test part; at least 20/);
  });
});

it('a sample of rows holds all rows of some ids', () => {
  const rows = rowsOf(30_000, 3);
  const taken = someRows(rows, Int32Array.from(rows.customer.keys()), 6_000, 1);
  expect(taken.length).toBeGreaterThan(5_600);
  expect(taken.length).toBeLessThan(6_400);
  expect(taken.length).toBe(3 * new Set(taken.map((row) => rows.customer[row]!)).size);
});
