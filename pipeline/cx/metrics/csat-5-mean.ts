import type { Metric } from '../metric.ts';
import { answers } from '../records/answers.ts';

export const csat5Mean: Metric = {
  name: 'csat_5_mean',
  title: 'CSAT, mean, 1 to 5',
  unit: 'score',
  better: 'higher',
  formula: 'sum of answers ÷ answers',
  scale: '1 to 5 only',
  published: 'Morgan and Rego 2006, Marketing Science 25(5)',
  needs: ['surveys.score', 'surveys.answered_at'],
  records: answers,
  statistic: {
    kind: 'mean',
    of: "kind = 'csat' and top = 5 and score is not null",
    value: 'score',
    bounds: [1, 5],
  },
};
