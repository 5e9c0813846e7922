import type { Metric } from '../metric.ts';
import { cases } from '../records/cases.ts';

export const firstContactResolution: Metric = {
  name: 'first_contact_resolution',
  title: 'First-contact resolution',
  unit: 'share',
  better: 'higher',
  formula:
    'cases resolved with one contact within 14 days and never reopened ÷ cases; those that took longer or are still open count as not resolved',
  published: 'ICMI 2008, First Contact Resolution; Feinberg et al. 2000',
  needs: ['tickets.contacts', 'tickets.resolved_at'],
  records: cases,
  statistic: {
    kind: 'share',
    of: 'is_open = 1 or contacts is not null',
    hit: 'is_open = 0 and contacts = 1 and is_reopened = 0 and resolution_seconds < 14 * 86400',
  },
  settledAfter: 14,
};
