import sql from './all-answers.sql';
import type { Fact } from './fact.ts';

export const allAnswers: Fact = {
  name: 'all_answers',
  sql,
  reads: ['surveys'],
  kept: 'inline',
  columns: {
    survey_id: 'the invitation',
    customer_id: 'who was asked',
    kind: 'nps, csat, ces, csi or loyalty',
    relation: 'relational or transactional',
    question: 'of loyalty: repurchase, recommend or other_products',
    journey: 'journey or contact asked about',
    channel: 'email, app, phone…',
    invited_at: 'when asked',
    scale_max: 'highest point of the scale, where the row carries it',
    answered_at: 'when answered; empty for silence so far',
    score: 'the answer in points; empty for silence so far',
    sentiment: 'mood of the comment, −1 to 1; empty for silence so far',
    has_comment: '1: came with words',
    comment: 'the words; empty for silence so far',
    language: 'language of the comment',
  },
};
