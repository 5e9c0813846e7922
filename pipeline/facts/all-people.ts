import sql from './all-people.sql';
import type { Fact } from './fact.ts';

export const allPeople: Fact = {
  name: 'all_people',
  sql,
  reads: ['customers'],
  kept: 'inline',
  columns: {
    customer_id: 'the customer',
    joined_at: 'first contact with the business',
    segment: "the business's own grouping",
    country: 'country of residence',
    language: 'language the customer writes in',
    acquisition_channel: 'channel that brought the customer',
  },
};
