import type { ColumnType } from '../sources/column.ts';

/** A column of a list, as it stands in CSV, Parquet and JSON. */
export interface ListColumn {
  readonly name: string;
  readonly type: Extract<ColumnType, 'id' | 'text' | 'category' | 'integer' | 'number' | 'flag'>;
  readonly means: string;
}

export const who: readonly ListColumn[] = [
  { name: 'customer_id', type: 'id', means: 'the customer' },
  { name: 'name', type: 'text', means: 'name, where the business maps one' },
  { name: 'segment', type: 'category', means: "the business's own segment" },
  { name: 'country', type: 'category', means: 'country' },
  { name: 'language', type: 'category', means: 'language the customer writes in' },
];

/** Ways to reach the customer: in the lists of those who may be contacted, and nowhere else. */
export const reach: readonly ListColumn[] = [
  {
    name: 'email',
    type: 'text',
    means: 'e-mail address, where the business maps one and the customer has agreed to be e-mailed',
  },
  {
    name: 'phone',
    type: 'text',
    means:
      'telephone number, where the business maps one and the customer has agreed to calls or text messages',
  },
  {
    name: 'external_id',
    type: 'text',
    means: "the customer's id in the tool that sends the messages, where the business maps one",
  },
];

export const how: readonly ListColumn[] = [
  {
    name: 'contact_by',
    type: 'text',
    means: 'channels of the plays by which the customer may be contacted, separated by commas',
  },
  {
    name: 'contact_from',
    type: 'text',
    means:
      'start of the time in which the customer may be contacted, local with its offset from UTC; empty where targeting.quiet is not set',
  },
  { name: 'contact_until', type: 'text', means: 'its end, on the same day' },
];

const worth: readonly ListColumn[] = [
  {
    name: 'churn',
    type: 'number',
    means: 'P(churn): calibrated probability of leaving within the horizon, 0 to 1',
  },
  { name: 'churn_low', type: 'number', means: 'lower end of its 80% interval' },
  { name: 'churn_high', type: 'number', means: 'upper end of its 80% interval' },
  {
    name: 'clv',
    type: 'number',
    means:
      'expected discounted margin over the CLV horizon, reporting currency: (1 − churn) × clv_if_kept + churn × clv_if_lost',
  },
  {
    name: 'clv_p10',
    type: 'number',
    means: 'one in ten such customers brings in less than this, or nothing',
  },
  { name: 'clv_p50', type: 'number', means: 'half of such customers bring in less than this, or nothing' },
  {
    name: 'clv_p90',
    type: 'number',
    means:
      'nine in ten such customers bring in less than this, or nothing; where some nine in ten bring in nothing it is 0 or little, and so below clv, their mean',
  },
  { name: 'clv_if_kept', type: 'number', means: 'expected margin if the customer stays' },
  { name: 'clv_if_lost', type: 'number', means: 'expected margin if the customer leaves (some come back)' },
  { name: 'value_at_risk', type: 'number', means: 'churn × (clv_if_kept − clv_if_lost)' },
];

const state: readonly ListColumn[] = [
  {
    name: 'reason_1',
    type: 'text',
    means:
      'what moved the score most: what happened, and what is usual for the customer, or for a typical one (the median of those who could still leave)',
  },
  { name: 'reason_2', type: 'text', means: 'the second reason' },
  { name: 'reason_3', type: 'text', means: 'the third reason' },
  { name: 'last_order_days', type: 'integer', means: 'days since the last order' },
  { name: 'last_nps', type: 'number', means: 'last NPS score, 0 to 10' },
  { name: 'last_csat', type: 'number', means: 'last CSAT score, on its own scale' },
  { name: 'last_ces', type: 'number', means: 'last CES score, 1 to 7' },
  {
    name: 'sentiment',
    type: 'category',
    means: 'mood of what the customer last wrote, given or read: positive, mixed, negative',
  },
  { name: 'open_tickets', type: 'integer', means: 'support cases open now' },
  { name: 'open_ticket_days', type: 'integer', means: 'age of the oldest open case in days' },
];

const consent: ListColumn = {
  name: 'consent',
  type: 'text',
  means: 'recorded, or assumed for the reason given in the config',
};

const listing: readonly ListColumn[] = [
  {
    name: 'on_list',
    type: 'category',
    means: 'new on the list of this date, or stayed from an earlier list',
  },
  {
    name: 'listed_since',
    type: 'text',
    means: 'as-of date of the first list on which the campaign had the customer, in the current term',
  },
];

/** At-risk, high-value customers to contact. Held-out customers are in the ledger, never here. */
export const atRiskColumns: readonly ListColumn[] = [
  { name: 'rank', type: 'integer', means: '1 is first' },
  {
    name: 'rank_stability',
    type: 'number',
    means: 'share of redraws of risk and value in which the customer stays listed',
  },
  ...listing,
  ...who,
  ...reach,
  ...how,
  ...worth,
  {
    name: 'priority',
    type: 'number',
    means:
      'what the list is ordered by: value_at_risk × prior share who can still be kept; where gains have been learned from finished campaigns, the expected profit',
  },
  {
    name: 'expected_gain',
    type: 'number',
    means:
      'what a contact is expected to save: priority × targeting.savedShare, or as learned from finished campaigns',
  },
  { name: 'cost', type: 'number', means: 'planned cost of the contact and its offer' },
  { name: 'expected_profit', type: 'number', means: 'expected_gain − cost' },
  ...state,
  { name: 'campaign', type: 'category', means: 'campaign that lists the customer' },
  { name: 'play', type: 'category', means: 'suggested play' },
  { name: 'channel', type: 'category', means: 'channel of the play' },
  {
    name: 'spoken',
    type: 'category',
    means:
      "language of the talking points, and of message and offer where they are written in it: the customer's, where it is known and supported, else the business's",
  },
  { name: 'message', type: 'text', means: "the play's message, from the config" },
  { name: 'offer', type: 'text', means: 'what the play offers, from the config' },
  {
    name: 'point_1',
    type: 'text',
    means:
      'talking point: what to know about the customer before speaking to them; those behind the reasons first',
  },
  { name: 'point_2', type: 'text', means: 'the second talking point' },
  { name: 'point_3', type: 'text', means: 'the third talking point, or the offer' },
  { name: 'arm', type: 'category', means: 'contact (the held-out arm is in the ledger)' },
  {
    name: 'explored',
    type: 'flag',
    means: 'drawn at random among those on no list, not by value at risk (targeting.exploration)',
  },
  consent,
];

/** Customers already gone, by what they would be worth if they came back. */
export const winBackColumns: readonly ListColumn[] = [
  { name: 'rank', type: 'integer', means: '1 is first' },
  ...who,
  ...reach,
  ...how,
  {
    name: 'churn',
    type: 'number',
    means: 'P(churn) where the customer was still scored as active; empty where long gone',
  },
  { name: 'clv_if_kept', type: 'number', means: 'expected margin if the customer comes back and stays' },
  {
    name: 'return_chance',
    type: 'number',
    means:
      'probability that the customer comes back within the churn horizon, learned from the past; empty where too few came back to learn from',
  },
  {
    name: 'expected_return',
    type: 'number',
    means: 'return_chance × clv_if_kept, which orders the list; where empty, clv_if_kept does',
  },
  { name: 'past_margin_365d', type: 'number', means: 'margin in the 365 days before the last order' },
  { name: 'last_order_days', type: 'integer', means: 'days since the last order' },
  { name: 'why_gone', type: 'category', means: 'beyond_lookback or above_gone_probability' },
  consent,
];

/** Customers who would be listed but must not be contacted, each with the rule that says so. */
export const suppressedColumns: readonly ListColumn[] = [
  ...who,
  ...worth,
  {
    name: 'rule',
    type: 'category',
    means:
      'no_consent, shared_address, opted_out, excluded, no_address, held_out, other_campaign, open_escalation, complained, already_contacted, on_another_list, touched_recently, too_many_touches, left_alone, no_play, play_full, do_not_disturb',
  },
  { name: 'explanation', type: 'text', means: 'the rule in words, with the date or number' },
  {
    name: 'until',
    type: 'text',
    means:
      'first as-of date on which the rule no longer applies; empty: until the customer or the config changes that',
  },
];

/** What has changed since the list before, a row for each customer who is on either of them and still known. */
export const changeColumns: readonly ListColumn[] = [
  {
    name: 'campaign',
    type: 'category',
    means: 'campaign that lists the customer; for one gone, that listed them before',
  },
  {
    name: 'change',
    type: 'category',
    means: 'new, gone, moved (listed on both dates, by another campaign or with another play), stayed',
  },
  { name: 'customer_id', type: 'id', means: 'the customer' },
  { name: 'name', type: 'text', means: 'name, where the business maps one' },
  { name: 'rank', type: 'integer', means: 'rank on this list; empty: gone' },
  { name: 'rank_before', type: 'integer', means: 'rank on the previous list; empty: new' },
  { name: 'play', type: 'category', means: 'play suggested now' },
  { name: 'play_before', type: 'category', means: 'play suggested before' },
  { name: 'campaign_before', type: 'category', means: 'campaign that listed the customer before' },
  { name: 'compared_with', type: 'text', means: 'as-of date of the previous list' },
  {
    name: 'why',
    type: 'category',
    means:
      'gone: the rule that now suppresses the customer (as in suppressed), the limit not reached (below_risk, below_value, nothing_at_risk, not_worth_contact, beyond_list_size), beyond_lookback or above_gone_probability (counts as gone), campaign_over, not_eligible, drawn_by_lot; new: the rule that no longer applies, gone_before, returned, new_campaign, not_listed_before, drawn_by_lot; moved: other_campaign, other_play',
  },
  { name: 'explanation', type: 'text', means: 'the same in words, with the date or number' },
];

/** Every list of a date in one table, for queries; a column that a list has not is empty in its rows. It reaches nobody. */
export const listTableColumns: readonly ListColumn[] = [
  { name: 'list', type: 'category', means: 'at-risk, win-back, suppressed or win-back-suppressed' },
  { name: 'run', type: 'id', means: 'run that made the lists' },
  ...[...atRiskColumns, ...winBackColumns, ...suppressedColumns].filter(
    ({ name }, i, all) =>
      !reach.some((way) => way.name === name) && all.findIndex((column) => column.name === name) === i,
  ),
];

/** The ledger: every customer whom a campaign drew, once for each term, so that finance can compare the arms. */
export const assignmentColumns: readonly ListColumn[] = [
  { name: 'campaign', type: 'category', means: 'campaign that the customer was drawn for' },
  { name: 'customer_id', type: 'id', means: 'the customer' },
  {
    name: 'term',
    type: 'integer',
    means:
      'number of the draw of this customer in the campaign: above 1 only in the standing campaign, once the previous arm has expired',
  },
  { name: 'arm', type: 'category', means: 'contact or control (held out)' },
  { name: 'as_of', type: 'text', means: 'as-of date of the list that the customer was drawn for' },
  { name: 'arm_until', type: 'text', means: 'the first day on which the arm no longer binds' },
  {
    name: 'stratum',
    type: 'integer',
    means:
      'stratum of the list in which the customer was drawn: bands of value, 1 = highest, each split by risk',
  },
  { name: 'share', type: 'number', means: 'probability with which the customer was to be held out' },
  {
    name: 'explored',
    type: 'number',
    means:
      'probability with which a customer on no list was drawn at random (targeting.exploration); empty: listed by rank',
  },
  { name: 'rank', type: 'integer', means: 'rank on the list before the draw' },
  { name: 'churn', type: 'number', means: 'P(churn) at the as-of date' },
  { name: 'clv_if_kept', type: 'number', means: 'CLV if kept at the as-of date' },
  { name: 'clv_if_lost', type: 'number', means: 'CLV if lost at the as-of date' },
  { name: 'value_at_risk', type: 'number', means: 'value at risk at the as-of date' },
  { name: 'play', type: 'category', means: 'play suggested (contact), or that would have been (control)' },
  { name: 'channel', type: 'category', means: 'channel of that play' },
  {
    name: 'cost',
    type: 'number',
    means: 'planned cost of the contact and its offer (contact), or what it would have been (control)',
  },
  { name: 'wave', type: 'integer', means: 'wave of the campaign whose list it was; 1 where it has no waves' },
  {
    name: 'why',
    type: 'text',
    means: 'what the arm means for other campaigns: which ones must not contact the customer, and why',
  },
  { name: 'run', type: 'id', means: 'run that drew' },
  { name: 'draw', type: 'integer', means: 'number of the ledger file, in the order of the draws' },
];
