import { type Entry, family, ifLow } from '../family.ts';
import sql from './profile.sql';

const category = (name: string, means: string): Entry => ({
  name,
  kind: 'category',
  means,
  unit: '',
  needs: [`customers.${name}`],
  group: 'profile',
  reason: null,
});

/** Who the customer is. Never a reason, but for the time they have been with the business. */
export const profile = family(
  'profile',
  sql,
  ['customers'],
  [
    {
      name: 'tenure_days',
      means: 'time since the first contact with the business',
      unit: 'days',
      needs: ['customers.joined_at'],
      group: 'tenure',
      reason: ifLow('Customer for {value}', 'days'),
    },
    category('segment', "the business's own grouping"),
    category('acquisition_channel', 'channel that brought the customer'),
    category('country', 'country of residence'),
    category('language', 'language the customer writes in'),
  ],
);
