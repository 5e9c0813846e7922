import type { SourceName } from '../../contracts/sources/column.ts';
import type { TextCells } from '../tables/table.ts';

/** A way in which a row goes bad. The rule is the one of the row checks that must catch it. */
export interface Fault {
  readonly rule: string;
  /** Whether a good row can go bad in this way. */
  readonly fits?: (row: TextCells) => boolean;
  readonly spoil: (row: TextCells) => TextCells;
}

const set =
  (changes: TextCells) =>
  (row: TextCells): TextCells => ({ ...row, ...changes });

const missing = (column: string): Fault => ({
  rule: `missing_${column}`,
  spoil: set({ [column]: null }),
});

const unreadable = (column: string, text: string): Fault => ({
  rule: `unreadable_${column}`,
  spoil: set({ [column]: text }),
});

const notAllowed = (column: string, text: string): Fault => ({
  rule: `not_allowed_${column}`,
  spoil: set({ [column]: text }),
});

const standIn = (column: string, day = '9999-12-31'): Fault => ({
  rule: `stand_in_${column}`,
  spoil: set({ known_at: null, [column]: `${day} 00:00:00` }),
});

/** What UTF-8 looks like to a reader who takes it for Latin-1. */
const misread = (column: string): Fault => ({
  rule: 'wrong_encoding',
  fits: (row) => row[column] !== null && row[column] !== undefined,
  spoil: (row) => ({ ...row, [column]: `${row[column]} caf\u00C3\u00A9` }),
});

const nobody: Fault = { rule: 'unknown_customer', spoil: set({ customer_id: 'C-NOBODY' }) };

/** The same row once more, key and all: it counts once, and is not set aside. */
export const repeatRule = 'repeated_row';
const twice: Fault = { rule: repeatRule, spoil: (row) => ({ ...row }) };

const long = '2001-01-01 00:00:00';

/** Faults of each source, each breaking just the one rule it names. The map of identities stays clean: it is short. */
export const faults: Readonly<Record<Exclude<SourceName, 'identities'>, readonly Fault[]>> = {
  customers: [
    missing('joined_at'),
    unreadable('joined_at', '31/31/2024'),
    unreadable('contact_consent', 'perhaps'),
    standIn('joined_at'),
    misread('name'),
    standIn('joined_at', '1900-01-01'),
    twice,
  ],
  orders: [
    missing('amount'),
    missing('customer_id'),
    unreadable('amount', '12,50 EUR'),
    unreadable('ordered_at', 'yesterday'),
    notAllowed('kind', 'gift'),
    { rule: 'negative_sale', fits: (row) => row.kind === 'sale', spoil: set({ amount: '-9.99' }) },
    { rule: 'positive_refund', fits: (row) => row.kind === 'refund', spoil: set({ amount: '9.99' }) },
    { rule: 'bad_currency', spoil: set({ currency: 'EURO' }) },
    { rule: 'known_before_happened', spoil: set({ known_at: long }) },
    standIn('ordered_at'),
    misread('category'),
    nobody,
    twice,
  ],
  events: [
    missing('kind'),
    unreadable('happened_at', '2024-02-31 25:00'),
    notAllowed('kind', 'teleport'),
    notAllowed('outcome', 'maybe'),
    { rule: 'step_without_journey', fits: (row) => row.kind === 'step', spoil: set({ journey_id: null }) },
    standIn('happened_at'),
    nobody,
    twice,
  ],
  tickets: [
    unreadable('contacts', '1.5'),
    { rule: 'resolved_before_opened', spoil: set({ resolved_at: long }) },
    { rule: 'answered_before_opened', spoil: set({ first_response_at: long }) },
    { rule: 'negative_count', spoil: set({ transfers: '-1' }) },
    { rule: 'sentiment_off_scale', spoil: set({ sentiment: '3' }) },
    misread('text'),
    nobody,
    twice,
  ],
  surveys: [
    notAllowed('kind', 'stars'),
    unreadable('score', 'seven'),
    { rule: 'score_off_scale', fits: (row) => row.score !== null, spoil: set({ score: '11' }) },
    {
      rule: 'answered_before_invited',
      fits: (row) => row.answered_at !== null,
      spoil: set({ answered_at: long }),
    },
    { rule: 'score_without_answer', fits: (row) => row.score !== null, spoil: set({ answered_at: null }) },
    misread('comment'),
    nobody,
    twice,
  ],
  reviews: [
    unreadable('rating', 'five'),
    { rule: 'rating_off_scale', fits: (row) => row.rating !== null, spoil: set({ rating: '0' }) },
    { rule: 'sentiment_off_scale', spoil: set({ sentiment: '3' }) },
    misread('text'),
    nobody,
    twice,
  ],
  touches: [
    missing('campaign'),
    unreadable('delivered', 'partly'),
    notAllowed('arm', 'both'),
    { rule: 'negative_cost', spoil: set({ cost: '-1.00' }) },
    { rule: 'opted_out_before_touch', spoil: set({ opted_out_at: long }) },
    standIn('touched_at'),
    nobody,
    twice,
  ],
  subscriptions: [
    missing('monthly_amount'),
    unreadable('period_months', 'monthly'),
    { rule: 'ended_before_started', spoil: set({ ended_at: long }) },
    { rule: 'negative_fee', spoil: set({ monthly_amount: '-9.99' }) },
    { rule: 'bad_currency', spoil: set({ currency: 'EURO' }) },
    nobody,
    twice,
  ],
};

/** Columns that identify a row of each source; the first is changed where a bad row is no repeat. */
export const keyColumns: Readonly<Record<SourceName, readonly string[]>> = {
  customers: ['customer_id'],
  orders: ['order_id', 'line_id'],
  events: ['event_id'],
  tickets: ['ticket_id'],
  surveys: ['survey_id'],
  reviews: ['review_id'],
  touches: ['touch_id'],
  subscriptions: ['subscription_id', 'started_at'],
  identities: ['alias_id'],
};
