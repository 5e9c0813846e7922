import type { Metric } from '../metric.ts';
import { ces5Mean } from '../metrics/ces-5-mean.ts';
import { ces7Mean } from '../metrics/ces-7-mean.ts';
import { csat5Mean } from '../metrics/csat-5-mean.ts';
import { csat7Mean } from '../metrics/csat-7-mean.ts';
import { sentimentAnswers } from '../metrics/sentiment-answers.ts';
import { sentimentCases } from '../metrics/sentiment-cases.ts';

/** What those who stopped and those who completed are compared by: satisfaction, effort and sentiment. Each a mean over rows. */
export const saidMetrics: readonly Metric[] = [
  csat5Mean,
  csat7Mean,
  ces5Mean,
  ces7Mean,
  sentimentAnswers,
  sentimentCases,
];
