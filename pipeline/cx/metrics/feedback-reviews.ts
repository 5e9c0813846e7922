import type { Metric } from '../metric.ts';
import { reviews } from '../records/reviews.ts';

export const feedbackReviews: Metric = {
  name: 'feedback_reviews',
  title: 'Volume of feedback: reviews and mentions',
  unit: 'count',
  better: 'neither',
  formula: 'reviews and mentions',
  published: 'ISO 10004:2018, section 7',
  needs: ['reviews.written_at'],
  records: reviews,
  statistic: { kind: 'count' },
};
