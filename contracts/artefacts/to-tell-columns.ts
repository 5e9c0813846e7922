import { how, type ListColumn, reach, who } from './list-columns.ts';

/** Customers who complained of a problem that is fixed, and have not been told. */
export const toTellColumns: readonly ListColumn[] = [
  { name: 'rank', type: 'integer', means: '1 is first: by CLV if kept' },
  { name: 'problem', type: 'category', means: 'what they complained about, as named in the config' },
  { name: 'fixed_on', type: 'text', means: 'first day on which it was fixed' },
  {
    name: 'complaints',
    type: 'integer',
    means: 'their support cases about it, and negative answers and reviews, before that day',
  },
  { name: 'complained_on', type: 'text', means: 'day of the last of them' },
  ...who,
  ...reach,
  ...how,
  { name: 'clv_if_kept', type: 'number', means: 'expected margin if the customer stays' },
  { name: 'spoken', type: 'category', means: "language of the message: the customer's, else the business's" },
  { name: 'message', type: 'text', means: "the problem's message, from the config" },
  { name: 'consent', type: 'text', means: 'recorded, or assumed for the reason given in the config' },
];
