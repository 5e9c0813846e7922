import type { Metric } from '../metric.ts';
import { lines } from '../records/lines.ts';

export const refundShare: Metric = {
  name: 'refund_share',
  title: 'Refunds as a share of revenue',
  unit: 'share',
  better: 'lower',
  formula: 'refunded in the period ÷ sold in the period',
  published: 'Petersen and Kumar 2009, Journal of Marketing 73(3); limits by Cochran 1977',
  needs: ['orders.kind'],
  records: lines,
  statistic: { kind: 'ratio', above: 'refunded', below: 'sold' },
};
