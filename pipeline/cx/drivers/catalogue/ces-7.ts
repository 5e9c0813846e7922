import { answers } from '../../records/answers.ts';
import type { Driver } from '../driver.ts';

export const ces7: Driver = {
  name: 'ces_7',
  title: 'Ease (CES), 1 to 7',
  kind: 'subjective',
  unit: 'point',
  better: 'higher',
  needs: ['surveys.answered_at', 'surveys.score'],
  records: answers,
  of: "kind = 'ces' and top = 7 and score is not null",
  dose: 'ease',
  settleDays: 0,
  about: ['journey', 'channel'],
};
