import { how, type ListColumn, reach, who } from './list-columns.ts';

/** Customers who complained of a problem that is fixed, and have not been told. */
export const toTellColumns: readonly ListColumn[] = [
  { name: 'rank', type: 'integer', means: '1 is first: by CLV if kept' },
  { name: 'problem', type: 'category', means: 'what they complained of, as the config names it' },
  { name: 'fixed_on', type: 'text', means: 'the day from which it is fixed' },
  {
    name: 'complaints',
    type: 'integer',
    means: 'their support cases about it, and answers and reviews of a negative mood, before that',
  },
  { name: 'complained_on', type: 'text', means: 'the day of the last of them' },
  ...who,
  ...reach,
  ...how,
  { name: 'clv_if_kept', type: 'number', means: 'expected margin if the customer stays' },
  { name: 'spoken', type: 'category', means: "language of the message: the customer's, else the business's" },
  { name: 'message', type: 'text', means: "the problem's message, as the config writes it" },
  { name: 'consent', type: 'text', means: 'recorded, or assumed with the reason that the config gives' },
];
