import type { Metric } from '../metric.ts';
import { attempts } from '../records/attempts.ts';

export const journeyCompletion: Metric = {
  name: 'journey_completion',
  title: 'Journey completion',
  unit: 'share',
  better: 'higher',
  formula: 'attempts completed within 7 days ÷ attempts started',
  published: 'Farris et al. 2010, Marketing Metrics, section 10',
  needs: ['events.journey_id', 'events.outcome'],
  records: attempts,
  statistic: { kind: 'share', hit: 'is_completed = 1' },
  settledAfter: 7,
};
