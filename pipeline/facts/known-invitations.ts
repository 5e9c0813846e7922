import { type Fact, ofSpine } from './fact.ts';
import sql from './known-invitations.sql';

export const knownInvitations: Fact = {
  name: 'known_invitations',
  sql,
  reads: ['surveys'],
  kept: 'table',
  columns: {
    ...ofSpine,
    survey_id: 'the invitation',
    kind: 'nps, csat, ces, csi or loyalty',
    invited_at: 'when asked',
    scale_max: 'highest point of the scale, where the row has it',
    answered_at: 'when answered; empty while unanswered',
    score: 'the answer in points; empty while unanswered',
    sentiment: 'sentiment of the comment, −1 to 1; empty while unanswered',
  },
};
