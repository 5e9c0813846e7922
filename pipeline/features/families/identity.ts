import { family } from '../family.ts';
import sql from './identity.sql';

/**
 * Other ids of the customer. Rows under them count for the customer in every family; how many there are is a feature
 * only where the links carry the time from which they were known, as a link made later would tell of what came later.
 */
export const identity = family(
  'identity',
  sql,
  ['identities'],
  [
    {
      name: 'other_ids',
      means: 'other ids known to be this customer',
      unit: 'ids',
      needs: ['identities.known_at'],
      group: 'profile',
      reason: null,
    },
  ],
);
