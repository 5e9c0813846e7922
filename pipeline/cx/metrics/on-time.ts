import type { Metric } from '../metric.ts';
import { purchases } from '../records/purchases.ts';

export const onTime: Metric = {
  name: 'on_time',
  title: 'Deliveries on time',
  unit: 'share',
  better: 'higher',
  formula: 'orders without a late line ÷ orders where this is known',
  published: 'Gunasekaran, Patel and McGaughey 2004',
  needs: ['orders.delivered_late'],
  records: purchases,
  statistic: { kind: 'share', of: 'is_late is not null', hit: 'is_late = 0' },
  settledAfter: 15,
};
