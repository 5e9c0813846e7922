import type { Metric } from '../metric.ts';
import { reviews } from '../records/reviews.ts';

export const rating5Mean: Metric = {
  name: 'rating_5_mean',
  title: 'Reviews, mean rating, 1 to 5',
  unit: 'score',
  better: 'higher',
  formula: 'sum of ratings ÷ ratings',
  scale: 'platforms that rate from 1 to 5',
  published: 'Chevalier and Mayzlin 2006, Journal of Marketing Research 43(3)',
  needs: ['reviews.rating'],
  records: reviews,
  statistic: { kind: 'mean', of: 'top = 5 and rating is not null', value: 'rating', bounds: [0, 5] },
};
