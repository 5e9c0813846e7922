import { how, type ListColumn, reach, who } from './list-columns.ts';

/** Customers to be invited to refer others. Those held out from it are in the ledger, never here. */
export const promoterColumns: readonly ListColumn[] = [
  { name: 'rank', type: 'integer', means: '1 is first: by CLV' },
  { name: 'signal', type: 'category', means: 'evidence of satisfaction: nps, csat or words' },
  { name: 'said_on', type: 'text', means: 'day of that evidence' },
  ...who,
  ...reach,
  ...how,
  { name: 'last_nps', type: 'number', means: 'last NPS score, 0 to 10' },
  { name: 'last_csat', type: 'number', means: 'last CSAT score, on its own scale' },
  {
    name: 'clv',
    type: 'number',
    means: 'expected discounted margin over the CLV horizon, reporting currency',
  },
  { name: 'spoken', type: 'category', means: "language of the message: the customer's, else the business's" },
  { name: 'message', type: 'text', means: 'the invitation, from the config' },
  { name: 'consent', type: 'text', means: 'recorded, or assumed for the reason given in the config' },
];
