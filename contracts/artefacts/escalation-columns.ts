import type { ListColumn } from './list-columns.ts';

const flagging: readonly ListColumn[] = [
  {
    name: 'escalation_id',
    type: 'id',
    means: 'the escalation; one per customer, however often they complain, until it is closed',
  },
  { name: 'customer_id', type: 'id', means: 'the customer' },
];

const answering: readonly ListColumn[] = [
  {
    name: 'flagged_on',
    type: 'text',
    means: 'as-of date of the list, or day of the pulse, that first flagged it',
  },
  { name: 'deadline', type: 'text', means: 'time by which it must be answered, in UTC' },
  { name: 'queue', type: 'category', means: 'who answers it' },
];

/** Customers of high value who complain and have not been answered, the first due first. */
export const escalationColumns: readonly ListColumn[] = [
  ...flagging,
  ...answering,
  { name: 'is_new', type: 'flag', means: 'flagged by this list for the first time' },
  { name: 'is_overdue', type: 'flag', means: 'the deadline had passed at the as-of date' },
  {
    name: 'do_not_contact_until',
    type: 'text',
    means:
      'no campaign contacts the customer until it is answered, or until this day at the latest; empty: as long as the case is open',
  },
  { name: 'opened_at', type: 'text', means: 'when the customer first complained, in UTC' },
  {
    name: 'signals',
    type: 'text',
    means: 'what they complain about, oldest first: kind, support case or survey, score or sentiment',
  },
  { name: 'name', type: 'text', means: 'name, where the business maps one' },
  { name: 'segment', type: 'category', means: "the business's own segment" },
  { name: 'country', type: 'category', means: 'country' },
  { name: 'language', type: 'category', means: 'language the customer writes in' },
  {
    name: 'churn',
    type: 'number',
    means: 'P(churn): calibrated probability of leaving within the horizon, 0 to 1',
  },
  { name: 'clv_if_kept', type: 'number', means: 'expected margin if the customer stays' },
  { name: 'value_at_risk', type: 'number', means: 'churn × (clv_if_kept − clv_if_lost)' },
  { name: 'open_tickets', type: 'integer', means: 'support cases open now' },
  { name: 'open_ticket_days', type: 'integer', means: 'age of the oldest open case in days' },
  {
    name: 'compared_by',
    type: 'text',
    means:
      'campaigns whose comparison includes the customer, each with the arm: answering is a contact outside the campaign',
  },
];

/** The ledger of escalations: each complaint, once. */
export const flaggedColumns: readonly ListColumn[] = [
  ...flagging,
  { name: 'kind', type: 'category', means: 'unresolved, words in a case, words in an answer, nps, csat' },
  { name: 'row_id', type: 'id', means: 'the support case, or the invitation to the survey' },
  ...answering,
  {
    name: 'as_of',
    type: 'text',
    means: 'as-of date of the list, or day of the pulse, that added it to the escalation',
  },
  { name: 'run', type: 'id', means: 'run or pulse that wrote it' },
  { name: 'said_at', type: 'text', means: 'when the customer said it, in UTC' },
  { name: 'flagged_at', type: 'text', means: 'when it was added to the ledger, in UTC' },
];
