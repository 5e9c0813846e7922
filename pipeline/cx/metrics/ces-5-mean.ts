import type { Metric } from '../metric.ts';
import { answers } from '../records/answers.ts';

export const ces5Mean: Metric = {
  name: 'ces_5_mean',
  title: 'Effort (CES), mean ease, 1 to 5',
  unit: 'score',
  better: 'higher',
  formula: 'sum of answers ÷ answers; high means easy',
  scale: '1 to 5 only; where `cx.cesMeans` is effort, an answer a counts as 6 − a',
  published: 'Dixon, Freeman and Toman 2010; CES 2.0 (CEB 2013)',
  needs: ['surveys.score', 'surveys.answered_at'],
  records: answers,
  statistic: {
    kind: 'mean',
    of: "kind = 'ces' and top = 5 and ease is not null",
    value: 'ease',
    bounds: [1, 5],
  },
};
