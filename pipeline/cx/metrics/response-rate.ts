import type { Metric } from '../metric.ts';
import { invitations } from '../records/invitations.ts';

export const responseRate: Metric = {
  name: 'response_rate',
  title: 'Survey response rate',
  unit: 'share',
  better: 'higher',
  formula: 'invitations answered within 14 days ÷ invitations',
  published: 'AAPOR 2023, Standard Definitions, RR1',
  needs: ['surveys.answered_at'],
  records: invitations,
  statistic: { kind: 'share', hit: 'is_answered = 1' },
  settledAfter: 14,
};
