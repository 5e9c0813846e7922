import type { Metric } from '../metric.ts';
import { standing } from '../records/standing.ts';

export const retention90: Metric = {
  name: 'retention_90',
  title: 'Retention over 90 days',
  unit: 'share',
  better: 'higher',
  formula:
    '1 − customers active at the start of the period who are not seen within 90 days ÷ customers active then',
  scale: 'contractual: customers whose subscription does not end within 90 days',
  published: 'Farris et al. 2010, Marketing Metrics, section 5.1',
  needs: [],
  records: standing,
  statistic: { kind: 'share', of: 'active', hit: 'active - lost_90' },
  settledAfter: 90,
};
