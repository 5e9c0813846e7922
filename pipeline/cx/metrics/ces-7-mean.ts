import type { Metric } from '../metric.ts';
import { answers } from '../records/answers.ts';

export const ces7Mean: Metric = {
  name: 'ces_7_mean',
  title: 'Effort (CES), mean ease, 1 to 7',
  unit: 'score',
  better: 'higher',
  formula: 'sum of answers ÷ answers; high means easy',
  scale: '1 to 7 only; where `cx.cesMeans` is effort, an answer a counts as 8 − a',
  published: 'Dixon, Freeman and Toman 2010; CES 2.0 (CEB 2013)',
  needs: ['surveys.score', 'surveys.answered_at'],
  records: answers,
  statistic: {
    kind: 'mean',
    of: "kind = 'ces' and top = 7 and ease is not null",
    value: 'ease',
    bounds: [1, 7],
  },
};
