import { cases } from '../../records/cases.ts';
import type { Driver } from '../driver.ts';

export const sentimentCases: Driver = {
  name: 'sentiment_cases',
  title: 'Sentiment of support cases',
  kind: 'subjective',
  unit: 'point from −1 to 1',
  better: 'higher',
  needs: ['tickets.opened_at', 'tickets.sentiment'],
  records: cases,
  of: 'sentiment is not null',
  dose: 'sentiment',
  settleDays: 0,
  about: ['reason', 'channel'],
};
