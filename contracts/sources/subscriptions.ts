import { reportingCurrency, type SourceContract } from './column.ts';

export const subscriptions: SourceContract = {
  name: 'subscriptions',
  means:
    'One row per subscription term on one plan. A plan change ends one row and starts the next; neither is churn.',
  key: ['subscription_id', 'started_at'],
  happenedAt: 'started_at',
  ofCustomer: true,
  columns: {
    subscription_id: { type: 'id', means: 'the subscription', required: true },
    customer_id: { type: 'id', means: 'who subscribes', required: true },
    started_at: { type: 'time', means: 'first day of the term', required: true },
    known_at: { type: 'time', means: 'when the row arrived', otherwise: 'started_at' },
    ended_at: { type: 'time', means: 'when it ended or lapsed; empty while running' },
    end_known_at: {
      type: 'time',
      means: 'when the end became known (a cancellation ahead of the last day)',
      otherwise: 'ended_at',
    },
    plan: { type: 'category', means: 'the plan', inLists: true },
    monthly_amount: {
      type: 'money',
      means: 'monthly fee, net of tax',
      unit: 'currency of the row',
      required: true,
    },
    monthly_margin: { type: 'money', means: 'monthly contribution margin', unit: 'currency of the row' },
    currency: { type: 'category', means: 'ISO 4217 code', otherwise: reportingCurrency },
    period_months: { type: 'integer', means: 'months between renewals', unit: 'months' },
  },
  rules: [
    {
      code: 'ended_before_started',
      means: 'ended before it started',
      broken: 'ended_at < started_at',
      reads: ['ended_at'],
    },
    {
      code: 'negative_fee',
      means: 'a negative fee',
      broken: 'monthly_amount < 0',
      reads: ['monthly_amount'],
    },
  ],
};
