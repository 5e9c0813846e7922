import { type Entry, family, ifHigh, ifLow } from '../family.ts';
import sql from './surveys.sql';

const scored = (name: string, means: string, unit: string, reason: Entry['reason']): Entry => ({
  name,
  means,
  unit,
  needs: ['surveys.score', 'surveys.answered_at'],
  group: 'satisfaction',
  reason,
});
const asked = (
  name: string,
  means: string,
  unit: string,
  reason: Entry['reason'],
  needs: readonly string[] = ['surveys.invited_at'],
): Entry => ({ name, means, unit, needs, group: 'surveys', reason });

const answered = ['surveys.answered_at'];

/** Answers to surveys, and silence. Answers other than NPS run from 0 (worst) to 1 (best) of their scale. */
export const surveys = family(
  'surveys',
  sql,
  ['surveys'],
  [
    scored('nps_last', 'last NPS answer', 'points, 0–10', ifLow('Last NPS answer {value}', 'score')),
    scored(
      'nps_mean_365d',
      'mean NPS answer in 365 days',
      'points, 0–10',
      ifLow('NPS answers of {value} on average', 'score'),
    ),
    scored(
      'nps_change',
      'last NPS answer minus the mean of those before',
      'points',
      ifLow('Change in the NPS answer: {value}', 'score'),
    ),
    scored(
      'nps_detractions_365d',
      'NPS answers of 6 or less in 365 days',
      'answers',
      ifHigh('NPS answers of 6 or less in a year: {value}', 'count'),
    ),
    scored(
      'csat_last',
      'last CSAT answer',
      'share of the scale',
      ifLow('Last satisfaction answer at {value} of the scale', 'percent'),
    ),
    scored(
      'csat_mean_365d',
      'mean CSAT answer in 365 days',
      'share of the scale',
      ifLow('Satisfaction at {value} of the scale on average', 'percent'),
    ),
    scored(
      'ces_last',
      'last CES answer (1: easiest)',
      'share of the scale',
      ifLow('Last answer on ease at {value} of the scale', 'percent'),
    ),
    scored(
      'ces_mean_365d',
      'mean CES answer in 365 days',
      'share of the scale',
      ifLow('Ease at {value} of the scale on average', 'percent'),
    ),
    scored(
      'survey_last_level',
      'last answer to any survey',
      'share of the scale',
      ifLow('Last survey answer at {value} of the scale', 'percent'),
    ),
    scored(
      'survey_low_answers_90d',
      'answers below the middle of the scale in 90 days',
      'answers',
      ifHigh('Low survey answers in 90 days: {value}', 'count'),
    ),
    asked(
      'surveys_asked_90d',
      'invitations in 90 days',
      'invitations',
      ifHigh('Surveys sent in 90 days: {value}', 'count'),
    ),
    asked(
      'surveys_answered_share_365d',
      'share of the invitations of 365 days that were answered (those of the last 7 days count once answered)',
      'share',
      ifLow("{value} of a year's surveys answered", 'percent'),
      answered,
    ),
    asked('survey_asked_days', 'time since last asked', 'days', null),
    asked(
      'survey_answered_days',
      'time since last answered',
      'days',
      ifHigh('Last survey answered {value} ago', 'days'),
      answered,
    ),
    asked(
      'surveys_silent_in_a_row',
      'invitations left unanswered since the last answer (at least 7 days old)',
      'invitations',
      ifHigh('Surveys in a row left unanswered: {value}', 'count'),
      answered,
    ),
  ],
);
