import type { Metric } from '../metric.ts';
import { reviews } from '../records/reviews.ts';

export const sentimentReviews: Metric = {
  name: 'sentiment_reviews',
  title: 'Sentiment of reviews and mentions',
  unit: 'score',
  better: 'higher',
  formula: 'mean sentiment of reviews whose text has one: from the data, else as `texts` reads it',
  scale: '−1 to 1',
  published: 'Liu 2012, Sentiment Analysis and Opinion Mining',
  needs: ['reviews.sentiment'],
  records: reviews,
  statistic: { kind: 'mean', of: 'sentiment is not null', value: 'sentiment', bounds: [-1, 1] },
};
