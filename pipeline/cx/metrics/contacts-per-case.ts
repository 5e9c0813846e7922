import type { Metric } from '../metric.ts';
import { cases } from '../records/cases.ts';

export const contactsPerCase: Metric = {
  name: 'contacts_per_case',
  title: 'Contacts per case closed within 14 days',
  unit: 'score',
  better: 'lower',
  formula: 'contacts ÷ cases closed within 14 days',
  published: 'ICMI 2008, First Contact Resolution',
  needs: ['tickets.contacts', 'tickets.resolved_at'],
  records: cases,
  statistic: {
    kind: 'mean',
    of: 'contacts is not null and resolution_seconds < 14 * 86400',
    value: 'contacts',
    bounds: [0, Infinity],
  },
  settledAfter: 14,
};
