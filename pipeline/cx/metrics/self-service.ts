import type { Metric } from '../metric.ts';
import { helpVisits } from '../records/help-visits.ts';

export const selfService: Metric = {
  name: 'self_service',
  title: 'Self-service rate',
  unit: 'share',
  better: 'higher',
  formula:
    'days on which a customer looked for help (`cx.selfService`) and opened no case within 7 days ÷ such days',
  published: 'Meuter et al. 2000, Journal of Marketing 64(3)',
  needs: ['events.name', 'tickets.opened_at'],
  records: helpVisits,
  statistic: { kind: 'share', hit: 'is_enough = 1' },
  settledAfter: 7,
};
