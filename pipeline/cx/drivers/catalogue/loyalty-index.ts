import { loyalties } from '../../records/loyalties.ts';
import type { Driver } from '../driver.ts';

export const loyaltyIndex: Driver = {
  name: 'loyalty_index',
  title: 'Loyalty index',
  kind: 'subjective',
  unit: 'point of 100',
  better: 'higher',
  needs: ['surveys.answered_at', 'surveys.score'],
  records: loyalties,
  of: 'loyalty is not null',
  dose: 'loyalty',
  settleDays: 0,
  about: ['journey', 'channel'],
};
