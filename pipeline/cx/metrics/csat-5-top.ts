import type { Metric } from '../metric.ts';
import { answers } from '../records/answers.ts';

export const csat5Top: Metric = {
  name: 'csat_5_top',
  title: 'CSAT, top box, 1 to 5',
  unit: 'share',
  better: 'higher',
  formula: 'answers of 5 ÷ answers',
  scale: '1 to 5 only',
  published: 'Morgan and Rego 2006, Marketing Science 25(5)',
  needs: ['surveys.score', 'surveys.answered_at'],
  records: answers,
  statistic: { kind: 'share', of: "kind = 'csat' and top = 5 and score is not null", hit: 'score >= 5' },
};
