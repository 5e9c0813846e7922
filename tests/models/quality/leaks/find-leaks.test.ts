import { describe, expect, it } from 'vitest';
import { type RandomStream, randomStream } from '../../../../models/numerics/random.ts';
import { findLeaks, type LeakOptions } from '../../../../models/quality/leaks/find-leaks.ts';
import type { FeatureColumn, LearningSet } from '../../../../models/types.ts';
import { simulatedRows } from '../../simulated-rows.ts';
import { category, number } from '../../tables.ts';

type Draw = (left: boolean, random: RandomStream, row: number) => number | string | null;

/** Honest rows with one more column, drawn from the outcome. */
function planted(name: string, draw: Draw, rows = simulatedRows(3000, 5), seed = 1): LearningSet {
  const random = randomStream(seed, name);
  const values = Array.from(rows.churned, (y, row) => draw(y === 1, random, row));
  return { ...rows, table: { ...rows.table, columns: [...rows.table.columns, columnOf(name, values)] } };
}

const columnOf = (name: string, values: (number | string | null)[]): FeatureColumn =>
  values.some((value) => typeof value === 'string')
    ? category(name, values as (string | null)[])
    : number(
        name,
        values.map((value) => (value === null ? Number.NaN : Number(value))),
      );

const found = (name: string, draw: Draw, options: LeakOptions = {}, laterDraw = draw) =>
  findLeaks(planted(name, draw), planted(name, laterDraw, simulatedRows(1500, 6), 2), options);

const shapes: readonly [shape: string, sign: string, draw: Draw, laterDraw?: Draw][] = [
  [
    'a score made with knowledge of the outcome',
    'ranks',
    (left, random) => random.normal() + (left ? 3.2 : 0),
  ],
  ['the outcome under another name', 'agrees', (left) => (left ? 'Yes' : 'No')],
  [
    'a status as of the export, one in fifty out of date',
    'agrees',
    (left, random) => (left === random.uniform() < 0.98 ? 'closed' : 'open'),
  ],
  [
    'a reason noted at exit only',
    'missing',
    (left, random) => (left ? ['price', 'moved', 'service'][random.integer(3)] : null),
  ],
  [
    'a complaint flag recorded at exit, for half of those who left',
    'decides',
    (left, random) => (left && random.uniform() < 0.5 ? 1 : 0),
  ],
  [
    'a closing date for two in five of those who left',
    'decides',
    (left, random) => (left && random.uniform() < 0.4 ? 20_000 + random.integer(90) : null),
  ],
  [
    'a satisfaction score from 1 to 5 in which 3 alone leaves it open',
    'decides',
    (left, random) => (random.uniform() < 0.35 ? 3 : left ? 1 + random.integer(2) : 4 + random.integer(2)),
  ],
  [
    'a churn score whose top says who left',
    'decides',
    (left, random) => Math.round(left ? 55 + 45 * random.uniform() : 5 + 75 * random.uniform()),
  ],
  [
    'a score made between the training dates and the later ones',
    'drifts',
    (left, random) => random.normal() + (left ? 1.5 : 0),
    (_, random) => random.normal(),
  ],
  [
    'a column that somebody filled in for the newest date',
    'drifts',
    (_, random) => random.normal(),
    (left, random) => random.normal() + (left ? 1.8 : 0),
  ],
  [
    'weeks without a visit as of the export, long after the training dates',
    'drifts',
    (left, random) => (left ? 16 + random.integer(6) : random.integer(16)),
    (left, random) =>
      random.uniform() < 0.15 ? random.integer(22) : left ? 8 + random.integer(8) : random.integer(8),
  ],
];

describe('a planted leak', () => {
  it.each(shapes)('%s is found: it %s', (shape, sign, draw, laterDraw = draw) => {
    const leaks = found('planted', draw, {}, laterDraw);
    expect(leaks.map((leak) => [leak.column, leak.sign])).toEqual([['planted', sign]]);
    expect(leaks[0].bound).toBeGreaterThan(leaks[0].limit);
    expect(shape).not.toBe('');
    expect(found('planted', draw, { allow: ['planted'] }, laterDraw)).toEqual([]);
  });
});
