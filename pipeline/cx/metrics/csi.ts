import type { Metric } from '../metric.ts';
import { answers } from '../records/answers.ts';

export const csi: Metric = {
  name: 'csi',
  title: 'Customer satisfaction index (CSI)',
  unit: 'score',
  better: 'higher',
  formula: 'sum of answers ÷ answers',
  scale: '0 to 100, as the business computes it for each answer',
  published: 'Fornell et al. 1996, The American Customer Satisfaction Index',
  needs: ['surveys.score', 'surveys.answered_at'],
  records: answers,
  statistic: { kind: 'mean', of: "kind = 'csi' and score is not null", value: 'score', bounds: [0, 100] },
};
