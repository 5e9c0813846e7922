import type { Metric } from '../metric.ts';
import { lost } from '../records/lost.ts';

export const returnRate: Metric = {
  name: 'return_rate',
  title: 'Return rate of lost customers',
  unit: 'share',
  better: 'higher',
  formula:
    'customers who counted as gone in the period and are seen within 90 days ÷ customers who counted as gone',
  scale: 'gone: not seen for `churn.lookbackDays`; contractual: the last subscription ended',
  published: 'Stauss and Friege 1999, Regaining Service Customers',
  needs: [],
  records: lost,
  statistic: { kind: 'share', hit: 'is_back = 1' },
  settledAfter: 90,
};
