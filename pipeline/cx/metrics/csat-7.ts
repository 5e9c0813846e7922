import type { Metric } from '../metric.ts';
import { answers } from '../records/answers.ts';

export const csat7: Metric = {
  name: 'csat_7',
  title: 'CSAT, satisfied, 1 to 7',
  unit: 'share',
  better: 'higher',
  formula: 'answers of 6 or 7 ÷ answers (top two boxes)',
  scale: '1 to 7 only',
  published: 'Farris et al. 2010, Marketing Metrics, section 2',
  needs: ['surveys.score', 'surveys.answered_at'],
  records: answers,
  statistic: { kind: 'share', of: "kind = 'csat' and top = 7 and score is not null", hit: 'score >= 6' },
};
