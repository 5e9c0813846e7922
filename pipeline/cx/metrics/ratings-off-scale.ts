import type { Metric } from '../metric.ts';
import { reviews } from '../records/reviews.ts';

export const ratingsOffScale: Metric = {
  name: 'ratings_off_scale',
  title: 'Ratings on other scales, in no metric',
  unit: 'count',
  better: 'neither',
  formula: 'ratings on a scale that does not end at 5 or 10',
  scale: 'a data check: map `reviews.rating_max`, or convert the ratings to one of the two scales',
  published: 'none: counts what the metrics above leave out',
  needs: ['reviews.rating'],
  records: reviews,
  statistic: { kind: 'count', of: 'rating is not null and (top is null or top not in (5, 10))' },
};
