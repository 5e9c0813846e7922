import { describe, expect, it } from 'vitest';
import type { Role, Schedule } from '../../../contracts/artefacts/schedule.ts';
import type { LabelledMatrix } from '../../../pipeline/features/matrix.ts';
import { datesWith, dayNumber, learningSet } from '../../../pipeline/training/learning-set.ts';

const roles: Record<string, Role[]> = {
  '2025-01-01': ['train-churn', 'train-value', 'extrapolate'],
  '2025-02-01': ['train-churn'],
  '2025-06-01': ['later-churn', 'later-value'],
  '2025-12-01': ['score'],
};

const schedule: Schedule = {
  asOf: '2025-12-01',
  historyStart: '2024-01-01',
  churnDays: 90,
  observedDays: 90,
  valueDays: 365,
  lagDays: 0,
  dates: Object.entries(roles).map(([asOf, of]) => ({
    asOf,
    asOfAt: `${asOf} 00:00:00`,
    roles: of,
    churnEndAt: null,
    valueEndAt: null,
    fullValueEndAt: null,
  })),
};

/** One row per date, whose churn and value are the row's number. */
const matrix: LabelledMatrix = {
  customerIds: ['a', 'b', 'a', 'b'],
  customer: Int32Array.of(0, 1, 0, 1),
  asOf: Int32Array.from(Object.keys(roles), dayNumber),
  active: Uint8Array.of(1, 1, 1, 1),
  table: {
    rowCount: 4,
    columns: [
      { kind: 'number', name: 'n', values: Float64Array.of(0, 10, 20, 30) },
      { kind: 'category', name: 'c', codes: Int32Array.of(0, 1, -1, 0), levels: ['x', 'y'] },
    ],
  },
  churned: Float64Array.of(0, 1, 1, 0),
  value: Float64Array.of(100, 200, 300, 400),
  fullValue: Float64Array.of(1, 2, 3, 4),
};

describe('rows to learn from', () => {
  it('are those of the purpose’s dates, with every column cut alike', () => {
    const train = learningSet(matrix, schedule, 'train');
    expect([...train.asOf]).toEqual([dayNumber('2025-01-01'), dayNumber('2025-02-01')]);
    expect(train.table.columns[0]).toMatchObject({ values: Float64Array.of(0, 10) });
    expect(train.table.columns[1]).toMatchObject({ codes: Int32Array.of(0, 1) });
    const later = learningSet(matrix, schedule, 'later');
    expect([...later.value]).toEqual([300]);
  });

  it('teach only the tasks that their date may teach: a matured value near the later dates is not known', () => {
    const train = learningSet(matrix, schedule, 'train');
    expect([...train.churned]).toEqual([0, 1]);
    expect([...train.value]).toEqual([100, Number.NaN]);
  });

  it('are a view of the matrix where they follow each other, and number their own customers', () => {
    const columnsOf = (given: LabelledMatrix) => learningSet(given, schedule, 'later').table.columns;
    const [numbers] = columnsOf(matrix);
    expect(numbers).toHaveProperty(
      'values.buffer',
      (matrix.table.columns[0] as { values: Float64Array }).values.buffer,
    );
    const apart = { ...matrix, asOf: Int32Array.of(2, 3, 2, 0).map((at) => matrix.asOf[at]!) };
    expect(columnsOf(apart)[0]).toMatchObject({ values: Float64Array.of(0, 20) });
    const customer = Int32Array.of(0, 1, 2, 2);
    expect(learningSet({ ...apart, customer }, schedule, 'later').customer).toEqual(Int32Array.of(0, 1));
  });

  it('and dates are found by role', () => {
    expect(datesWith(schedule, 'train-churn', 'train-value')).toEqual(['2025-01-01', '2025-02-01']);
    expect(datesWith(schedule, 'score')).toEqual(['2025-12-01']);
  });
});
