import type { Metric } from '../metric.ts';
import { loyalties } from '../records/loyalties.ts';

export const loyaltyIndex: Metric = {
  name: 'loyalty_index',
  title: 'Loyalty index',
  unit: 'score',
  better: 'higher',
  formula:
    '100 × (repurchase + recommend + other products) ÷ 30, mean over customers who answered all three on the same day',
  scale:
    'three questions from 0 to 10, told apart by `surveys.question`; without it each answer counts for all three',
  published: 'Hayes 2008, Measuring Customer Satisfaction and Loyalty',
  needs: ['surveys.score', 'surveys.answered_at'],
  records: loyalties,
  statistic: { kind: 'mean', of: 'loyalty is not null', value: 'loyalty', bounds: [0, 100] },
};
