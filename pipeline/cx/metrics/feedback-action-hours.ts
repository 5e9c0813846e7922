import type { Metric } from '../metric.ts';
import { reactions } from '../records/reactions.ts';

export const feedbackActionHours: Metric = {
  name: 'feedback_action_hours',
  title: 'Time from feedback to action',
  unit: 'hours',
  better: 'lower',
  formula:
    'median hours from a bad answer to the first contact that reached the customer or the first response in a case, within 30 days',
  scale: 'bad: NPS 0–6, CSAT bottom two of five or bottom three of seven',
  published: 'Kaplan and Meier 1958; closing the loop: Markey, Reichheld and Dullweber 2009',
  needs: ['surveys.score', 'surveys.answered_at'],
  records: reactions,
  statistic: { kind: 'time', seconds: 'seconds', ended: 'is_acted = 1' },
};
