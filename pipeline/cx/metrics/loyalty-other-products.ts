import type { Metric } from '../metric.ts';
import { loyalties } from '../records/loyalties.ts';

export const loyaltyOtherProducts: Metric = {
  name: 'loyalty_other_products',
  title: 'Loyalty, would consider other products',
  unit: 'score',
  better: 'higher',
  formula: 'sum of answers ÷ answers',
  scale: '0 to 10',
  published: 'Hayes 2008, Measuring Customer Satisfaction and Loyalty',
  needs: ['surveys.score', 'surveys.answered_at', 'surveys.question'],
  records: loyalties,
  statistic: { kind: 'mean', of: 'other_products is not null', value: 'other_products', bounds: [0, 10] },
};
