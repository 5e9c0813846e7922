import type { Metric } from '../metric.ts';
import { reviews } from '../records/reviews.ts';

export const rating10Top: Metric = {
  name: 'rating_10_top',
  title: 'Reviews, top box, 1 to 10',
  unit: 'share',
  better: 'higher',
  formula: 'ratings of 10 ÷ ratings',
  scale: 'platforms that rate from 1 to 10',
  published: 'Hu, Zhang and Pavlou 2009, Communications of the ACM 52(10)',
  needs: ['reviews.rating'],
  records: reviews,
  statistic: { kind: 'share', of: 'top = 10 and rating is not null', hit: 'rating >= 10' },
};
