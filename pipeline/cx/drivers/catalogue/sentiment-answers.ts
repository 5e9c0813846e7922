import { answers } from '../../records/answers.ts';
import type { Driver } from '../driver.ts';

export const sentimentAnswers: Driver = {
  name: 'sentiment_answers',
  title: 'Sentiment of comments',
  kind: 'subjective',
  unit: 'point from −1 to 1',
  better: 'higher',
  needs: ['surveys.answered_at', 'surveys.sentiment'],
  records: answers,
  // else the page has one measurement twice, and says of the second what it says of CSAT or NPS
  of: 'sentiment is not null and mood_of_score = 0',
  dose: 'sentiment',
  settleDays: 0,
  about: ['journey', 'channel'],
};
