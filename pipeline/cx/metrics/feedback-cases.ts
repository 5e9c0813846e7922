import type { Metric } from '../metric.ts';
import { cases } from '../records/cases.ts';

export const feedbackCases: Metric = {
  name: 'feedback_cases',
  title: 'Volume of feedback: support cases',
  unit: 'count',
  better: 'neither',
  formula: 'cases opened',
  published: 'ISO 10004:2018, section 7',
  needs: ['tickets.opened_at'],
  records: cases,
  statistic: { kind: 'count' },
};
