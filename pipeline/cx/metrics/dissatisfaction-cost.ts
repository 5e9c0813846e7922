import type { Metric } from '../metric.ts';
import { moods } from '../records/moods.ts';

export const dissatisfactionCost: Metric = {
  name: 'dissatisfaction_cost',
  title: 'Cost of dissatisfaction',
  unit: 'money',
  better: 'lower',
  formula:
    'bad answers × (mean margin of the 90 days after a good answer − after a bad one). A comparison of different customers, not an effect',
  scale: 'bad: NPS 0–6, CSAT bottom two of five or bottom three of seven; good: NPS 9–10, CSAT top two',
  published: 'Goodman 2009, Strategic Customer Service (market damage); limits by Welch 1947',
  needs: ['surveys.score', 'surveys.answered_at', 'orders.amount'],
  records: moods,
  statistic: { kind: 'gap', group: 'is_low = 1', others: 'is_high = 1', value: 'margin' },
  settledAfter: 90,
};
