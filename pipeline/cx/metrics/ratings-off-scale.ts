import type { Metric } from '../metric.ts';
import { reviews } from '../records/reviews.ts';

export const ratingsOffScale: Metric = {
  name: 'ratings_off_scale',
  title: 'Ratings on other scales, which no metric counts',
  unit: 'count',
  better: 'neither',
  formula: 'ratings on a scale that does not end at 5 or 10',
  scale: 'a check of the data: map `reviews.rating_max`, or put the ratings on one of the two scales',
  published: 'none: what is left out of the metrics above',
  needs: ['reviews.rating'],
  records: reviews,
  statistic: { kind: 'count', of: 'rating is not null and (top is null or top not in (5, 10))' },
};
