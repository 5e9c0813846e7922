import { type Destination, megabyte } from './destination.ts';

/** Any tool that reads plain CSV: commas, UTF-8, no byte-order mark, values as they are. */
export const csv: Destination = {
  means: 'Any other tool: plain CSV for machines',
  rules: 'https://www.rfc-editor.org/rfc/rfc4180',
  columns: {
    customer_id: 'customer_id',
    external_id: 'external_id',
    email: 'email',
    phone: 'phone',
    campaign: 'campaign',
    play: 'play',
    channel: 'channel',
    rank: 'rank',
    listed_since: 'listed_since',
  },
  identifiers: [],
  lineEnd: '\r\n',
  empty: '',
  maxBytes: 1000 * megabyte,
};
