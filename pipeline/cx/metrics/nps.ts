import type { Metric } from '../metric.ts';
import { answers } from '../records/answers.ts';

export const nps: Metric = {
  name: 'nps',
  title: 'NPS, type of survey not known',
  unit: 'points',
  better: 'higher',
  formula: '100 × (share answering 9–10 − share answering 0–6), among those who answered',
  scale: '0 to 10; surveys not marked as relational or transactional',
  published: 'Reichheld 2003, The One Number You Need to Grow',
  needs: ['surveys.score', 'surveys.answered_at'],
  records: answers,
  statistic: {
    kind: 'net',
    of: "kind = 'nps' and top = 10 and relation is null and score is not null",
    up: 'score >= 9',
    down: 'score <= 6',
  },
};
