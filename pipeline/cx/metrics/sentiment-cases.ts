import type { Metric } from '../metric.ts';
import { cases } from '../records/cases.ts';

export const sentimentCases: Metric = {
  name: 'sentiment_cases',
  title: 'Sentiment of support cases',
  unit: 'score',
  better: 'higher',
  formula: 'mean sentiment of cases whose text has one: from the data, else as `texts` reads it',
  scale: '−1 to 1',
  published: 'Liu 2012, Sentiment Analysis and Opinion Mining',
  needs: ['tickets.sentiment'],
  records: cases,
  statistic: { kind: 'mean', of: 'sentiment is not null', value: 'sentiment', bounds: [-1, 1] },
};
