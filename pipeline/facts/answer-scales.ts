import sql from './answer-scales.sql';
import type { Fact } from './fact.ts';

export const answerScales: Fact = {
  name: 'answer_scales',
  sql,
  reads: ['surveys'],
  kept: 'inline',
  columns: {
    as_of: 'as-of date; not per customer',
    kind: 'csat or ces',
    top: 'highest point of the scale for answers without one: 5, 7 or 10',
  },
};
