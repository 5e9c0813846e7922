import type { Metric } from '../metric.ts';
import { cases } from '../records/cases.ts';

export const reopened: Metric = {
  name: 'reopened',
  title: 'Cases reopened',
  unit: 'share',
  better: 'lower',
  formula: 'cases reopened ÷ cases',
  published: 'ICMI 2008, First Contact Resolution',
  needs: ['tickets.reopened_at'],
  records: cases,
  statistic: { kind: 'share', hit: 'is_reopened = 1' },
  settledAfter: 14,
};
