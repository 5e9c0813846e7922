import type { Metric } from '../metric.ts';
import { loyalties } from '../records/loyalties.ts';

export const loyaltyRecommend: Metric = {
  name: 'loyalty_recommend',
  title: 'Loyalty, would recommend',
  unit: 'score',
  better: 'higher',
  formula: 'sum of answers ÷ answers',
  scale: '0 to 10',
  published: 'Hayes 2008, Measuring Customer Satisfaction and Loyalty',
  needs: ['surveys.score', 'surveys.answered_at', 'surveys.question'],
  records: loyalties,
  statistic: { kind: 'mean', of: 'recommend is not null', value: 'recommend', bounds: [0, 10] },
};
