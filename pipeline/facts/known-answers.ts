import { type Fact, ofSpine } from './fact.ts';
import sql from './known-answers.sql';

export const knownAnswers: Fact = {
  name: 'known_answers',
  sql,
  reads: [],
  kept: 'inline',
  columns: {
    ...ofSpine,
    survey_id: 'the invitation',
    kind: 'nps, csat, ces, csi or loyalty',
    answered_at: 'when answered',
    score: 'the answer in points',
    scale_max: 'highest point of the scale, where the row has it',
    place: '1 for the last answer to a survey of its kind',
  },
};
