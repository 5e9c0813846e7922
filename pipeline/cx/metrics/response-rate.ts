import type { Metric } from '../metric.ts';
import { invitations } from '../records/invitations.ts';

export const responseRate: Metric = {
  name: 'response_rate',
  title: 'Survey response rate',
  unit: 'share',
  better: 'higher',
  formula: 'invitations answered within 14 days ÷ invitations; questions sent together are one',
  scale:
    'surveys that came as answers alone (20 rows or more by kind and channel, each with an answer) are left out',
  published: 'AAPOR 2023, Standard Definitions, RR1',
  needs: ['surveys.answered_at'],
  records: invitations,
  statistic: { kind: 'share', hit: 'is_answered = 1' },
  settledAfter: 14,
};
