import { how, type ListColumn, reach, who } from './list-columns.ts';

/** New customers to watch. */
export const newcomerColumns: readonly ListColumn[] = [
  { name: 'rank', type: 'integer', means: '1 is first: least likely to come again' },
  {
    name: 'silent_chance',
    type: 'number',
    means:
      'probability that the customer does not come again within the churn horizon, learned from the past',
  },
  { name: 'first_order_days', type: 'integer', means: 'days since the first order, or the first visit' },
  { name: 'times_seen', type: 'integer', means: 'number of days on which they came' },
  { name: 'first_amount', type: 'number', means: 'of the first order, reporting currency; 0 where none' },
  { name: 'delivered_late', type: 'flag', means: 'an order arrived after the promised day' },
  { name: 'support_cases', type: 'integer', means: 'support cases so far' },
  ...who,
  ...reach,
  ...how,
  { name: 'clv_if_kept', type: 'number', means: 'expected margin if the customer stays' },
  { name: 'consent', type: 'text', means: 'recorded, or assumed for the reason given in the config' },
];
