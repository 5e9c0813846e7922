import type { Metric } from '../metric.ts';
import { answers } from '../records/answers.ts';

export const csat7Top: Metric = {
  name: 'csat_7_top',
  title: 'CSAT, top box, 1 to 7',
  unit: 'share',
  better: 'higher',
  formula: 'answers of 7 ÷ answers',
  scale: '1 to 7 only',
  published: 'Morgan and Rego 2006, Marketing Science 25(5)',
  needs: ['surveys.score', 'surveys.answered_at'],
  records: answers,
  statistic: { kind: 'share', of: "kind = 'csat' and top = 7 and score is not null", hit: 'score >= 7' },
};
