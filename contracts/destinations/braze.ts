import { type Destination, megabyte } from './destination.ts';

/** Users of Braze, by their external_id. Empty cells leave what Braze has; new headers become custom attributes. */
export const braze: Destination = {
  means: 'Braze, import of user attributes',
  rules: 'https://www.braze.com/docs/user_guide/data/unification/user_data/import_users/csv',
  columns: {
    external_id: 'customer_id',
    holdfast_campaign: 'campaign',
    holdfast_play: 'play',
    holdfast_rank: 'rank',
    holdfast_listed_since: 'listed_since',
  },
  identifiers: ['external_id'],
  lineEnd: '\n',
  empty: '',
  maxBytes: 500 * megabyte,
};
