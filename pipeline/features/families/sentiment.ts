import { type Entry, family, ifHigh, ifLow } from '../family.ts';
import sql from './sentiment.sql';

const entry = (
  name: string,
  means: string,
  unit: string,
  reason: Entry['reason'],
  needs: readonly string[],
): Entry => ({ name, means, unit, needs, group: 'sentiment', reason });

const scale = '−1 to 1';
const ticket = ['tickets.sentiment'];
const comment = ['surveys.sentiment', 'surveys.answered_at'];

/** Mood of the customer's own words. */
export const sentiment = family(
  'sentiment',
  sql,
  ['tickets', 'surveys'],
  [
    entry(
      'ticket_sentiment_last',
      'sentiment of the last support case',
      scale,
      ifLow('Mood of the last support case {value} (−1 to 1)', 'number'),
      ticket,
    ),
    entry(
      'ticket_sentiment_change',
      'sentiment of the last support case minus the mean of those before',
      '−2 to 2',
      ifLow('Change in the mood of support cases: {value}', 'number'),
      ticket,
    ),
    entry(
      'ticket_sentiment_mean_365d',
      'mean sentiment of the cases of 365 days',
      scale,
      ifLow('Mood of support cases {value} (−1 to 1)', 'number'),
      ticket,
    ),
    entry(
      'tickets_negative_90d',
      'negative cases of 90 days (sentiment below −0.25)',
      'cases',
      ifHigh('Angry support cases in 90 days: {value}', 'count'),
      ticket,
    ),
    entry(
      'comment_sentiment_last',
      'sentiment of the last comment',
      scale,
      ifLow('Mood of the last comment {value} (−1 to 1)', 'number'),
      comment,
    ),
    entry(
      'comment_sentiment_change',
      'sentiment of the last comment minus the mean of those before',
      '−2 to 2',
      ifLow('Change in the mood of comments: {value}', 'number'),
      comment,
    ),
    entry(
      'comment_sentiment_mean_365d',
      'mean sentiment of the comments of 365 days',
      scale,
      ifLow('Mood of comments {value} (−1 to 1)', 'number'),
      comment,
    ),
    entry(
      'comments_negative_90d',
      'negative comments of 90 days (sentiment below −0.25)',
      'comments',
      ifHigh('Negative comments in 90 days: {value}', 'count'),
      comment,
    ),
  ],
);
