import { answers } from '../../records/answers.ts';
import type { Driver } from '../driver.ts';

export const csat5: Driver = {
  name: 'csat_5',
  title: 'CSAT, 1 to 5',
  kind: 'subjective',
  unit: 'point',
  better: 'higher',
  needs: ['surveys.answered_at', 'surveys.score'],
  records: answers,
  of: "kind = 'csat' and top = 5 and score is not null",
  dose: 'score',
  settleDays: 0,
  about: ['journey', 'channel'],
};
