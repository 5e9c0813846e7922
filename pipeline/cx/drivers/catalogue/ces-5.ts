import { answers } from '../../records/answers.ts';
import type { Driver } from '../driver.ts';

export const ces5: Driver = {
  name: 'ces_5',
  title: 'Ease (CES), 1 to 5',
  kind: 'subjective',
  unit: 'point',
  better: 'higher',
  needs: ['surveys.answered_at', 'surveys.score'],
  records: answers,
  of: "kind = 'ces' and top = 5 and score is not null",
  dose: 'ease',
  settleDays: 0,
  about: ['journey', 'channel'],
};
