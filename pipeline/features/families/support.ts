import { type Entry, family, ifAny, ifHigh, ifLow } from '../family.ts';
import sql from './support.sql';

const entry = (
  name: string,
  means: string,
  unit: string,
  reason: Entry['reason'],
  needs: readonly string[] = ['tickets.opened_at'],
): Entry => ({ name, means, unit, needs, group: 'support', reason });

const resolved = ['tickets.resolved_at'];
const responded = ['tickets.first_response_at'];

/** Support cases: how many, how they went, what is open now. */
export const support = family(
  'support',
  sql,
  ['tickets'],
  [
    entry(
      'tickets_30d',
      'cases opened in 30 days',
      'cases',
      ifHigh('Support cases in 30 days: {value}', 'count'),
    ),
    entry(
      'tickets_90d',
      'cases opened in 90 days',
      'cases',
      ifHigh('Support cases in 90 days: {value}', 'count'),
    ),
    entry(
      'tickets_365d',
      'cases opened in 365 days',
      'cases',
      ifHigh('Support cases in a year: {value}', 'count'),
    ),
    entry(
      'ticket_recency_days',
      'time since the last case was opened',
      'days',
      ifLow('Last support case {value} ago', 'days'),
    ),
    entry(
      'tickets_open',
      'cases open now',
      'cases',
      ifHigh('Unresolved support cases: {value}', 'count'),
      resolved,
    ),
    entry(
      'tickets_open_30d',
      'cases of 30 days open now',
      'cases',
      ifHigh('Unresolved support cases of the last 30 days: {value}', 'count'),
      resolved,
    ),
    entry(
      'ticket_oldest_open_days',
      'age of the oldest open case',
      'days',
      ifHigh('A support case has been open for {value}', 'days'),
      resolved,
    ),
    entry(
      'tickets_unanswered',
      'open cases that nobody has answered',
      'cases',
      ifHigh('Support cases nobody has answered: {value}', 'count'),
      [...responded, ...resolved],
    ),
    entry(
      'tickets_reopened_365d',
      'cases reopened in 365 days',
      'cases',
      ifHigh('Support cases reopened in a year: {value}', 'count'),
      ['tickets.reopened_at'],
    ),
    entry(
      'first_response_hours_365d',
      'mean time to the first response, of cases of 365 days',
      'hours',
      ifHigh('Hours to a first response: {value}', 'number'),
      responded,
    ),
    entry(
      'resolution_days_365d',
      'mean time to the resolution, of resolved cases of 365 days',
      'days',
      ifHigh('{value} to resolve a support case', 'days'),
      resolved,
    ),
    entry(
      'last_ticket_response_hours',
      'time to the first response of the last case',
      'hours',
      ifHigh('Hours to the first response of the last support case: {value}', 'number'),
      responded,
    ),
    entry(
      'last_ticket_resolution_days',
      'time to the resolution of the last case, where resolved',
      'days',
      ifHigh('{value} to resolve the last support case', 'days'),
      resolved,
    ),
    entry(
      'contacts_per_ticket_365d',
      'mean contacts a resolved case of 365 days took',
      'contacts',
      ifHigh('Contacts to resolve a support case: {value}', 'number'),
      ['tickets.contacts', ...resolved],
    ),
    entry(
      'first_contact_share_365d',
      'share of the resolved cases of 365 days that took one contact and stayed closed',
      'share',
      ifLow('{value} of support cases resolved at the first contact', 'percent'),
      ['tickets.contacts', ...resolved],
    ),
    entry(
      'ticket_transfers_365d',
      'handovers between agents in the resolved cases of 365 days',
      'transfers',
      ifHigh('Hand-overs between agents in a year: {value}', 'count'),
      ['tickets.transfers', ...resolved],
    ),
    {
      ...entry(
        'last_ticket_reason',
        'what the last case was about',
        '',
        ifAny('Last support case about {value}', 'text', 'most are about {usual}'),
        ['tickets.reason'],
      ),
      kind: 'category',
    },
  ],
);
