import type { Metric } from '../metric.ts';
import { answers } from '../records/answers.ts';

export const npsRelational: Metric = {
  name: 'nps_relational',
  title: 'NPS, relational',
  unit: 'points',
  better: 'higher',
  formula: '100 × (share answering 9–10 − share answering 0–6), among those who answered',
  scale: '0 to 10; about the business as a whole; never combined with transactional NPS',
  published: 'Reichheld 2003, The One Number You Need to Grow',
  needs: ['surveys.score', 'surveys.answered_at', 'surveys.relation'],
  records: answers,
  statistic: {
    kind: 'net',
    of: "kind = 'nps' and top = 10 and relation = 'relational' and score is not null",
    up: 'score >= 9',
    down: 'score <= 6',
  },
};
