import type { Metric } from '../metric.ts';
import { contractsBegun } from '../records/contracts-begun.ts';

export const persistency13: Metric = {
  name: 'persistency_13',
  title: 'Persistency, 13 months',
  unit: 'share',
  better: 'higher',
  formula:
    'customers whose subscription began in the period and is still running without a break 13 months later ÷ customers whose subscription began in the period',
  published: 'LIMRA and Society of Actuaries 2009, U.S. Individual Life Insurance Persistency',
  needs: ['subscriptions.started_at', 'subscriptions.ended_at'],
  records: contractsBegun,
  statistic: { kind: 'share', hit: 'is_in_force = 1' },
  settledAfter: 397,
};
