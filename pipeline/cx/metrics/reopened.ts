import type { Metric } from '../metric.ts';
import { cases } from '../records/cases.ts';

export const reopened: Metric = {
  name: 'reopened',
  title: 'Cases reopened',
  unit: 'share',
  better: 'lower',
  formula: 'cases reopened within 14 days of being opened ÷ cases',
  published: 'ICMI 2008, First Contact Resolution',
  needs: ['tickets.reopened_at'],
  records: cases,
  statistic: { kind: 'share', hit: 'reopened_seconds < 14 * 86400' },
  settledAfter: 14,
};
