import sql from './all-terms.sql';
import type { Fact } from './fact.ts';

export const allTerms: Fact = {
  name: 'all_terms',
  sql,
  reads: ['subscriptions'],
  kept: 'inline',
  columns: {
    subscription_id: 'the subscription; its terms follow each other',
    customer_id: 'who subscribes',
    started_at: 'when the term began',
    plan: 'the plan',
    monthly_margin: 'monthly margin, the fee where none is known',
    ended_at: 'last day as far as known; in the future where notice was given',
  },
};
