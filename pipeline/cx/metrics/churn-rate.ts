import type { Metric } from '../metric.ts';
import { standing } from '../records/standing.ts';

export const churnRate: Metric = {
  name: 'churn_rate',
  title: 'Churn rate',
  unit: 'share',
  better: 'lower',
  formula:
    'customers active at the start of the period who leave within `churn.horizonDays` ÷ customers active then',
  scale: "by the business's own definition of leaving (`churn`)",
  published: 'Farris et al. 2010, Marketing Metrics, section 5.1',
  needs: [],
  records: standing,
  statistic: { kind: 'share', of: 'active', hit: 'churned' },
  settledAfter: 'churn horizon',
};
