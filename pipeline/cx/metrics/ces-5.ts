import type { Metric } from '../metric.ts';
import { answers } from '../records/answers.ts';

export const ces5: Metric = {
  name: 'ces_5',
  title: 'Effort (CES), found it easy, 1 to 5',
  unit: 'share',
  better: 'higher',
  formula: 'answers of 4 or more ÷ answers; high means easy',
  scale: '1 to 5 only; where `cx.cesMeans` is effort, an answer a counts as 6 − a',
  published:
    'Dixon, Freeman and Toman 2010, Stop Trying to Delight Your Customers; in the direction of CES 2.0 (CEB 2013)',
  needs: ['surveys.score', 'surveys.answered_at'],
  records: answers,
  statistic: { kind: 'share', of: "kind = 'ces' and top = 5 and ease is not null", hit: 'ease >= 4' },
};
