import { type Destination, megabyte } from './destination.ts';

/** Contacts of HubSpot, by e-mail address or record. The free plan takes 20 MB, which bounds the files. */
export const hubspot: Destination = {
  means: 'HubSpot, import of contacts',
  rules: 'https://knowledge.hubspot.com/import-and-export/set-up-your-import-file',
  columns: {
    Email: 'email',
    'Phone Number': 'phone',
    'Holdfast campaign': 'campaign',
    'Holdfast play': 'play',
    'Holdfast rank': 'rank',
    'Holdfast listed since': 'listed_since',
  },
  identifiers: ['Email', 'Record ID'],
  lineEnd: '\n',
  empty: '',
  maxBytes: 20 * megabyte,
  maxRows: 1_048_575,
  maxColumns: 999,
};
