import { type Entry, family, ifAny, ifHigh, ifLow } from '../family.ts';
import sql from './subscription.sql';

const entry = (
  name: string,
  means: string,
  unit: string,
  reason: Entry['reason'],
  needs: readonly string[] = ['subscriptions.started_at'],
): Entry => ({ name, means, unit, needs, group: 'subscription', reason });

const fee = ['subscriptions.monthly_amount'];
const period = ['subscriptions.period_months'];
const plan = ['subscriptions.plan'];

/** The contract: how long, what plan, what fee, what comes next. */
export const subscription = family(
  'subscription',
  sql,
  ['subscriptions'],
  [
    {
      ...entry(
        'subscription_tenure_days',
        'time since the first subscription began',
        'days',
        ifLow('Subscriber for {value}', 'days'),
      ),
      group: 'tenure',
    },
    entry(
      'subscriptions_running',
      'subscriptions running now',
      'subscriptions',
      ifLow('Running subscriptions: {value}', 'count'),
    ),
    entry(
      'monthly_amount',
      'monthly fees of the running subscriptions',
      'money',
      ifAny('Pays {value} a month', 'money'),
      fee,
    ),
    entry(
      'monthly_margin',
      'monthly margin of the running subscriptions (fees where no margin is known)',
      'money',
      null,
      fee,
    ),
    entry(
      'term_days',
      'time since the running term began',
      'days',
      ifLow('On the present term for {value}', 'days'),
    ),
    entry(
      'renewal_in_days',
      'time until the running term renews',
      'days',
      ifLow('Renewal in {value}', 'days'),
      period,
    ),
    entry(
      'period_months',
      'months between renewals',
      'months',
      ifLow('Months between renewals: {value}', 'number'),
      period,
    ),
    entry(
      'plan_changes_365d',
      'changes of plan in 365 days',
      'changes',
      ifHigh('Changes of plan in a year: {value}', 'count'),
      plan,
    ),
    entry(
      'fee_change',
      'fee relative to that of the previous term, minus 1',
      'ratio',
      ifHigh('Fee changed by {value}', 'percent'),
      fee,
    ),
    entry('terms_ended', 'terms that have ended', 'terms', null, ['subscriptions.ended_at']),
    entry(
      'notice_given',
      'the end of a running subscription is known (1) or not (0)',
      '0 or 1',
      ifHigh('Has given notice', 'count', 'most have not'),
      ['subscriptions.end_known_at'],
    ),
    {
      ...entry(
        'plan',
        'plan of the running subscription, else of the last',
        '',
        ifAny('On plan {value}', 'text', 'most are on {usual}'),
        plan,
      ),
      kind: 'category',
    },
  ],
);
