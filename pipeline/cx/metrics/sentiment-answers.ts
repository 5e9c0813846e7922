import type { Metric } from '../metric.ts';
import { answers } from '../records/answers.ts';

export const sentimentAnswers: Metric = {
  name: 'sentiment_answers',
  title: 'Sentiment of comments',
  unit: 'score',
  better: 'higher',
  formula: 'mean sentiment of answers whose comment has one: from the data, else as `texts` reads it',
  scale: '−1 to 1',
  published: 'Liu 2012, Sentiment Analysis and Opinion Mining',
  needs: ['surveys.sentiment', 'surveys.answered_at'],
  records: answers,
  statistic: { kind: 'mean', of: 'sentiment is not null', value: 'sentiment', bounds: [-1, 1] },
};
