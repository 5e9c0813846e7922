import type { Metric } from '../metric.ts';
import { answers } from '../records/answers.ts';

export const ces7: Metric = {
  name: 'ces_7',
  title: 'Effort (CES), found it easy, 1 to 7',
  unit: 'share',
  better: 'higher',
  formula: 'answers of 5 or more ÷ answers; high means easy',
  scale: '1 to 7 only; where `cx.cesMeans` is effort, an answer a counts as 8 − a',
  published:
    'Dixon, Freeman and Toman 2010, Stop Trying to Delight Your Customers; in the direction of CES 2.0 (CEB 2013)',
  needs: ['surveys.score', 'surveys.answered_at'],
  records: answers,
  statistic: { kind: 'share', of: "kind = 'ces' and top = 7 and ease is not null", hit: 'ease >= 5' },
};
