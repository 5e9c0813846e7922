import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readLearningSet, writeLearningSet } from '../../bench/models/learning-file.ts';
import type { LearningSet } from '../../models/types.ts';
import { scratchFolder } from '../support/scratch.ts';

it('gives back the rows that were written, unknown cells and categories included', () => {
  const rows: LearningSet = {
    table: {
      rowCount: 3,
      columns: [
        { kind: 'number', name: 'recency', values: Float64Array.of(0.1, Number.NaN, -3e9) },
        { kind: 'category', name: 'plan', codes: Int32Array.of(1, -1, 0), levels: ['basic', 'family'] },
      ],
    },
    churned: Float64Array.of(0, 1, Number.NaN),
    value: Float64Array.of(12.5, 0, -4),
    customer: Int32Array.of(7, 7, 2),
    asOf: Int32Array.of(20_000, 20_030, 20_000),
  };
  const path = join(scratchFolder(), 'rows');
  writeLearningSet(path, rows);
  expect(readLearningSet(path)).toEqual(rows);
});
