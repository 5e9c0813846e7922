import type { Metric } from '../metric.ts';
import { loyalties } from '../records/loyalties.ts';

export const loyaltyRepurchase: Metric = {
  name: 'loyalty_repurchase',
  title: 'Loyalty, would buy again',
  unit: 'score',
  better: 'higher',
  formula: 'sum of answers ÷ answers',
  scale: '0 to 10',
  published: 'Hayes 2008, Measuring Customer Satisfaction and Loyalty',
  needs: ['surveys.score', 'surveys.answered_at', 'surveys.question'],
  records: loyalties,
  statistic: { kind: 'mean', of: 'repurchase is not null', value: 'repurchase', bounds: [0, 10] },
};
