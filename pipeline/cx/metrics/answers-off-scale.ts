import type { Metric } from '../metric.ts';
import { answers } from '../records/answers.ts';

export const answersOffScale: Metric = {
  name: 'answers_off_scale',
  title: 'Answers on other scales, in no metric',
  unit: 'count',
  better: 'neither',
  formula:
    'CSAT and CES answers on a scale that does not end at 5 or 7, NPS answers on one that does not end at 10',
  scale: 'a data check: map `surveys.scale_max`, or convert the scores to one of the two scales',
  published: 'none: counts what the metrics above leave out',
  needs: ['surveys.score', 'surveys.answered_at'],
  records: answers,
  statistic: {
    kind: 'count',
    of: "score is not null and ((kind in ('csat', 'ces') and (top is null or top not in (5, 7))) or (kind = 'nps' and top <> 10))",
  },
};
