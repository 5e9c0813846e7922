import { answers } from '../../records/answers.ts';
import type { Driver } from '../driver.ts';

export const npsTransactional: Driver = {
  name: 'nps_transactional',
  title: 'NPS, transactional',
  kind: 'subjective',
  unit: 'point',
  better: 'higher',
  needs: ['surveys.answered_at', 'surveys.score', 'surveys.relation'],
  records: answers,
  of: "kind = 'nps' and top = 10 and relation = 'transactional' and score is not null",
  dose: 'score',
  settleDays: 0,
  about: ['journey', 'channel'],
};
