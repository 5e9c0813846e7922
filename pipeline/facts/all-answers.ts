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
    question: 'for loyalty surveys: repurchase, recommend or other_products',
    journey: 'journey or contact asked about',
    channel: 'email, app, phone…',
    invited_at: 'when asked',
    scale_max: 'highest point of the scale, where the row has it',
    answered_at: 'when answered; empty while unanswered',
    score: 'the answer in points; empty while unanswered',
    sentiment: 'sentiment of the comment, −1 to 1; empty while unanswered',
    has_comment: '1: has words',
    comment: 'the words; empty while unanswered',
    language: 'language of the comment',
  },
};
