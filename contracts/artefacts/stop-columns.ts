import type { ListColumn } from './list-columns.ts';

/** Customers on a published list who have complained since: whoever contacts by it leaves them out. */
export const stopColumns: readonly ListColumn[] = [
  { name: 'customer_id', type: 'id', means: 'the customer' },
  { name: 'list', type: 'category', means: 'published list that names the customer' },
  { name: 'as_of', type: 'text', means: 'as-of date of that list' },
  { name: 'campaign', type: 'category', means: 'its campaign, where the list names one' },
  { name: 'rule', type: 'category', means: 'open_escalation or complained, as in the suppressed list' },
  {
    name: 'do_not_contact_until',
    type: 'text',
    means:
      'first day on which the rule no longer applies at the latest; an answer to the escalation ends it sooner. Empty: as long as the case is open',
  },
];
