import type { Metric } from '../metric.ts';
import { purchases } from '../records/purchases.ts';

export const crossSell: Metric = {
  name: 'cross_sell',
  title: 'Cross-sell rate',
  unit: 'share',
  better: 'higher',
  formula: 'repeat orders that contain a category new to the customer ÷ repeat orders',
  published: 'Kumar, George and Pancras 2008, Journal of Retailing 84(1)',
  needs: ['orders.category'],
  records: purchases,
  statistic: { kind: 'share', of: 'is_repeat = 1', hit: 'has_new_category = 1' },
};
