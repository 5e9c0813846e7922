import type { Metric } from '../metric.ts';
import { reviews } from '../records/reviews.ts';

export const rating10Mean: Metric = {
  name: 'rating_10_mean',
  title: 'Reviews, mean rating, 1 to 10',
  unit: 'score',
  better: 'higher',
  formula: 'sum of ratings ÷ ratings',
  scale: 'platforms that rate from 1 to 10',
  published: 'Chevalier and Mayzlin 2006, Journal of Marketing Research 43(3)',
  needs: ['reviews.rating'],
  records: reviews,
  statistic: { kind: 'mean', of: 'top = 10 and rating is not null', value: 'rating', bounds: [0, 10] },
};
