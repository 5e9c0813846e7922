import { type Destination, megabyte } from './destination.ts';

/** Profiles of a Klaviyo list: the first column is an e-mail address or a telephone number, and neither stands twice. */
export const klaviyo: Destination = {
  means: 'Klaviyo, list import of profiles',
  rules: 'https://help.klaviyo.com/hc/en-us/articles/115005078967',
  columns: {
    Email: 'email',
    'Phone Number': 'phone',
    'Holdfast Campaign': 'campaign',
    'Holdfast Play': 'play',
    'Holdfast Rank': 'rank',
    'Holdfast Listed Since': 'listed_since',
  },
  identifiers: ['Email', 'Email Address', 'Phone Number'],
  identifierFirst: true,
  lineEnd: '\n',
  empty: '',
  maxBytes: 50 * megabyte,
};
