import type { Metric } from '../metric.ts';
import { answers } from '../records/answers.ts';

export const feedbackAnswers: Metric = {
  name: 'feedback_answers',
  title: 'Volume of feedback: answers to surveys',
  unit: 'count',
  better: 'neither',
  formula: 'answers',
  published: 'ISO 10004:2018, section 7',
  needs: ['surveys.answered_at'],
  records: answers,
  statistic: { kind: 'count' },
};
