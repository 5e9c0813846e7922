import type { Metric } from '../metric.ts';
import { answers } from '../records/answers.ts';

export const csat5: Metric = {
  name: 'csat_5',
  title: 'CSAT, satisfied, 1 to 5',
  unit: 'share',
  better: 'higher',
  formula: 'answers of 4 or 5 ÷ answers (top two boxes)',
  scale: '1 to 5 only',
  published: 'Farris et al. 2010, Marketing Metrics, section 2',
  needs: ['surveys.score', 'surveys.answered_at'],
  records: answers,
  statistic: { kind: 'share', of: "kind = 'csat' and top = 5 and score is not null", hit: 'score >= 4' },
};
