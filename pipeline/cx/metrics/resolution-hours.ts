import type { Metric } from '../metric.ts';
import { cases } from '../records/cases.ts';

export const resolutionHours: Metric = {
  name: 'resolution_hours',
  title: 'Resolution time, median',
  unit: 'hours',
  better: 'lower',
  formula: 'median hours from opening to the last resolution; open cases are censored',
  published: 'Kaplan and Meier 1958; limits by Brookmeyer and Crowley 1982',
  needs: ['tickets.resolved_at'],
  records: cases,
  statistic: { kind: 'time', seconds: 'resolution_seconds', ended: 'is_open = 0' },
};
