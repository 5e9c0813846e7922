import type { Metric } from '../metric.ts';
import { cases } from '../records/cases.ts';

export const firstResponseHours: Metric = {
  name: 'first_response_hours',
  title: 'First response time',
  unit: 'hours',
  better: 'lower',
  formula:
    'median hours from opening to the first response; a case without one is censored when it is resolved, or at the as-of date',
  published: 'Kaplan and Meier 1958; limits by Brookmeyer and Crowley 1982',
  needs: ['tickets.first_response_at'],
  records: cases,
  statistic: { kind: 'time', seconds: 'response_seconds', ended: 'is_responded = 1' },
};
