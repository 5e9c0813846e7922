import { type Fact, ofSpine } from './fact.ts';
import sql from './known-moods.sql';

export const knownMoods: Fact = {
  name: 'known_moods',
  sql,
  reads: [],
  kept: 'inline',
  columns: {
    ...ofSpine,
    said_in: 'ticket or survey',
    row_id: 'the case or invitation',
    said_at: 'when said',
    sentiment: '−1 to 1',
  },
};
