import type { Metric } from '../metric.ts';
import { answers } from '../records/answers.ts';

export const feedbackComments: Metric = {
  name: 'feedback_comments',
  title: 'Volume of feedback: answers with a comment',
  unit: 'count',
  better: 'neither',
  formula: 'answers with a comment',
  published: 'ISO 10004:2018, section 7',
  needs: ['surveys.answered_at', 'surveys.comment'],
  records: answers,
  statistic: { kind: 'count', of: 'has_comment = 1' },
};
