import { type Fact, ofSpine } from './fact.ts';
import sql from './seen-active.sql';

export const seenActive: Fact = {
  name: 'seen_active',
  sql,
  reads: [],
  kept: 'inline',
  columns: {
    ...ofSpine,
    first_at: 'first purchase or event',
    last_at: 'last purchase or event',
  },
};
