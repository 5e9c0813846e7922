import type { Metric } from '../metric.ts';
import { cases } from '../records/cases.ts';

export const resolutionHoursMean: Metric = {
  name: 'resolution_hours_mean',
  title: 'Resolution time, average within 30 days',
  unit: 'hours',
  better: 'lower',
  formula: 'mean hours to resolution, each counted as 30 days at most; open cases are censored',
  published: 'Irwin 1949; Royston and Parmar 2013, restricted mean',
  needs: ['tickets.resolved_at'],
  records: cases,
  statistic: { kind: 'time', seconds: 'resolution_seconds', ended: 'is_open = 0', meanWithin: 30 * 86_400 },
};
