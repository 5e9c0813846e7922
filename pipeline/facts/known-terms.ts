import { type Fact, ofSpine } from './fact.ts';
import sql from './known-terms.sql';

export const knownTerms: Fact = {
  name: 'known_terms',
  sql,
  reads: ['subscriptions'],
  kept: 'table',
  columns: {
    ...ofSpine,
    subscription_id: 'the subscription; its terms follow each other',
    started_at: 'when the term began',
    plan: 'the plan',
    monthly_amount: 'monthly fee',
    monthly_margin: 'monthly margin, the fee where none is known',
    period_months: 'months between renewals',
    ended_at: 'last day as far as known; in the future where notice was given',
    is_running: '1: not ended',
  },
};
