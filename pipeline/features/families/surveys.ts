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

/** Answers to surveys, and silence. CSAT and CES run from 0 (worst) to 1 (best) of their scale. */
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
      'last NPS answer less the mean of those before',
      'points',
      ifLow('Change in the NPS answer: {value}', 'score'),
    ),
    scored(
      'nps_detractions_365d',
      'NPS answers of 6 or less in 365 days',
      'answers',
      ifHigh('{value} NPS answers of 6 or less in a year', 'count'),
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
    scored('csat_change', 'last CSAT answer less the mean of those before', 'share of the scale', null),
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
      'survey_mean_level_365d',
      'mean answer to all surveys in 365 days',
      'share of the scale',
      ifLow('Survey answers at {value} of the scale on average', 'percent'),
    ),
    scored(
      'survey_low_answers_90d',
      'answers below the middle of the scale in 90 days',
      'answers',
      ifHigh('{value} low survey answers in 90 days', 'count'),
    ),
    asked(
      'surveys_asked_90d',
      'invitations in 90 days',
      'invitations',
      ifHigh('Asked {value} times in 90 days', 'count'),
    ),
    asked('surveys_asked_365d', 'invitations in 365 days', 'invitations', null),
    asked(
      'surveys_answered_share_365d',
      'share of the invitations of 365 days that were answered (those of the last 7 days count once answered)',
      'share',
      ifLow('{value} of a year’s surveys answered', 'percent'),
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
      'invitations since the last answered one that met with silence (at least 7 days old)',
      'invitations',
      ifHigh('{value} surveys in a row left unanswered', 'count'),
      answered,
    ),
  ],
);
