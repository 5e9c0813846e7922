import { type Fact, ofSpine } from './fact.ts';
import sql from './known-ids.sql';

export const knownIds: Fact = {
  name: 'known_ids',
  sql,
  reads: ['identities'],
  kept: 'inline',
  columns: {
    ...ofSpine,
    alias_id: 'the other id',
  },
};
