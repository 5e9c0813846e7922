import { answers } from '../../records/answers.ts';
import type { Driver } from '../driver.ts';

export const npsRelational: Driver = {
  name: 'nps_relational',
  title: 'NPS, relational',
  kind: 'subjective',
  unit: 'point',
  better: 'higher',
  needs: ['surveys.answered_at', 'surveys.score', 'surveys.relation'],
  records: answers,
  of: "kind = 'nps' and top = 10 and relation = 'relational' and score is not null",
  dose: 'score',
  settleDays: 0,
  about: ['journey', 'channel'],
};
