import { answers } from '../../records/answers.ts';
import type { Driver } from '../driver.ts';

export const csat7: Driver = {
  name: 'csat_7',
  title: 'CSAT, 1 to 7',
  kind: 'subjective',
  unit: 'point',
  better: 'higher',
  needs: ['surveys.answered_at', 'surveys.score'],
  records: answers,
  of: "kind = 'csat' and top = 7 and score is not null",
  dose: 'score',
  settleDays: 0,
  about: ['journey', 'channel'],
};
