import { answers } from '../../records/answers.ts';
import type { Driver } from '../driver.ts';

export const nps: Driver = {
  name: 'nps',
  title: 'NPS',
  kind: 'subjective',
  unit: 'point',
  better: 'higher',
  needs: ['surveys.answered_at', 'surveys.score'],
  records: answers,
  of: "kind = 'nps' and top = 10 and relation is null and score is not null",
  dose: 'score',
  settleDays: 0,
  about: ['journey', 'channel'],
};
