import { answers } from '../../records/answers.ts';
import type { Driver } from '../driver.ts';

export const csi: Driver = {
  name: 'csi',
  title: 'CSI',
  kind: 'subjective',
  unit: 'point of 100',
  better: 'higher',
  needs: ['surveys.answered_at', 'surveys.score'],
  records: answers,
  of: "kind = 'csi' and score is not null",
  dose: 'score',
  settleDays: 0,
  about: ['journey', 'channel'],
};
