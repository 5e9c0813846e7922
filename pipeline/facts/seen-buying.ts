import { type Fact, ofSpine } from './fact.ts';
import sql from './seen-buying.sql';

export const seenBuying: Fact = {
  name: 'seen_buying',
  sql,
  reads: [],
  kept: 'inline',
  columns: {
    ...ofSpine,
    first_at: 'first purchase',
    last_at: 'last purchase',
  },
};
