import { randomStream } from '../../models/numerics.ts';
import type { FeatureColumn, LearningSet } from '../../models/types.ts';

/** A made table of one row per customer, and how its rows come to leave. */
export interface PanelTable {
  readonly name: string;
  readonly about: string;
  readonly rows: number;
  /** Standard normal columns, columns of counts and two-level columns; the last ones of each say nothing. */
  readonly numbers: number;
  readonly counts: number;
  readonly flags: number;
  /** Logit of leaving. */
  readonly logit: (row: PanelRow) => number;
}

export interface PanelRow {
  readonly number: readonly number[];
  /** 0, 1, 2 …, usually 1 or 2. */
  readonly count: readonly number[];
  /** 0 or 1; one in four is 1. */
  readonly flag: readonly number[];
}

const when = (...conditions: readonly boolean[]): number => (conditions.every(Boolean) ? 1 : 0);

export const panelTables: readonly PanelTable[] = [
  {
    name: 'interactions',
    about: 'few features that act only two to four at a time, nearly without noise; one in six leaves',
    rows: 10_000,
    numbers: 12,
    counts: 4,
    flags: 4,
    logit: ({ number: x, count: c, flag: f }) =>
      -5 +
      8 * when(x[0]! * x[1]! > 0.6, c[0]! >= 2) +
      8 * when(x[2]! > 0.3, x[3]! < 0, f[0] === 0, c[1]! <= 1) +
      6 * when(f[1] === 1, x[4]! > 0.2) -
      6 * when(x[5]! > 1),
  },
  {
    name: 'rules',
    about: 'a handful of thresholds and pairs of them; one in seven leaves',
    rows: 3333,
    numbers: 11,
    counts: 4,
    flags: 4,
    logit: ({ number: x, count: c, flag: f }) =>
      -3.6 +
      6 * when(x[0]! > 1.2, f[0] === 0) +
      5 * when(c[0]! >= 4, x[0]! < 0.3) +
      5 * when(f[1] === 1, x[1]! > 1) +
      4 * when(f[1] === 1, c[1]! <= 0),
  },
  {
    name: 'weak signal',
    about: 'many features of which a few say little; one in twenty-five leaves',
    rows: 9400,
    numbers: 10,
    counts: 4,
    flags: 6,
    logit: ({ number: x, count: c, flag: f }) =>
      -3.7 + 0.35 * x[0]! + 0.5 * f[0]! + 0.25 * Math.min(3, c[0]!) + 0.6 * when(x[1]! > 0.8, f[1] === 0),
  },
  {
    name: 'noise columns',
    about: 'four smooth effects among eighty columns; three in ten leave',
    rows: 6000,
    numbers: 60,
    counts: 10,
    flags: 10,
    logit: ({ number: x, count: c }) =>
      -1.1 + 0.9 * x[0]! - 0.6 * x[1]! + 0.5 * x[2]! ** 2 - 0.5 + 0.4 * Math.min(3, c[0]!) - 0.6,
  },
  {
    name: 'few leavers',
    about: 'a smooth effect, a threshold and a pair; one in seventy leaves',
    rows: 12_000,
    numbers: 12,
    counts: 4,
    flags: 4,
    logit: ({ number: x, count: c, flag: f }) =>
      -5.4 + 0.9 * x[0]! + 1.8 * when(c[0]! >= 4) + 2 * when(x[1]! > 1, f[0] === 1),
  },
];

/** Draws the rows of a table; nobody stands twice. */
export function drawTable({ rows, numbers, counts, flags, logit }: PanelTable, seed: number): LearningSet {
  const random = randomStream(seed, 'panel');
  const number = columns(numbers, rows);
  const count = columns(counts, rows);
  const flag = columns(flags, rows);
  const churned = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    const drawn: PanelRow = {
      number: number.map(() => random.normal()),
      count: count.map(() => Math.floor(-2 * Math.log(1 - random.uniform()))),
      flag: flag.map(() => (random.uniform() < 0.25 ? 1 : 0)),
    };
    for (const [to, from] of [
      [number, drawn.number],
      [count, drawn.count],
      [flag, drawn.flag],
    ] as const) {
      to.forEach((column, c) => {
        column[i] = from[c]!;
      });
    }
    churned[i] = random.uniform() < 1 / (1 + Math.exp(-logit(drawn))) ? 1 : 0;
  }
  return {
    table: {
      rowCount: rows,
      columns: [...named('number', number), ...named('count', count), ...flag.map(flagColumn)],
    },
    churned,
    value: new Float64Array(rows).fill(Number.NaN),
    customer: Int32Array.from(churned.keys()),
    asOf: new Int32Array(rows),
  };
}

const columns = (count: number, rows: number) => Array.from({ length: count }, () => new Float64Array(rows));

const named = (name: string, columns: readonly Float64Array[]): FeatureColumn[] =>
  columns.map((values, c) => ({ kind: 'number', name: `${name}_${c}`, values }));

const flagColumn = (values: Float64Array, c: number): FeatureColumn => ({
  kind: 'category',
  name: `flag_${c}`,
  codes: Int32Array.from(values),
  levels: ['no', 'yes'],
});
