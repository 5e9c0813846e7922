import type { SourceContract } from './column.ts';

export const tickets: SourceContract = {
  name: 'tickets',
  means:
    'Support cases. Later events (response, resolution, reopening) carry their own times and count from then on.',
  key: ['ticket_id'],
  happenedAt: 'opened_at',
  ofCustomer: true,
  columns: {
    ticket_id: { type: 'id', means: 'the case', required: true },
    customer_id: { type: 'id', means: 'who asked', required: true },
    opened_at: { type: 'time', means: 'first contact about it', required: true },
    known_at: { type: 'time', means: 'when the row arrived', otherwise: 'opened_at' },
    first_response_at: { type: 'time', means: 'first response by a person' },
    resolved_at: { type: 'time', means: 'last resolution; empty while open' },
    reopened_at: { type: 'time', means: 'last reopening' },
    contacts: { type: 'integer', means: 'total number of contacts it took', unit: 'contacts' },
    transfers: { type: 'integer', means: 'handovers between agents', unit: 'transfers' },
    reason: { type: 'category', means: 'what it was about', inLists: true },
    channel: { type: 'category', means: 'phone, chat, email…' },
    text: { type: 'text', means: "the customer's words" },
    sentiment: { type: 'number', means: 'sentiment of the text, where already scored', unit: '−1 to 1' },
  },
  rules: [
    {
      code: 'resolved_before_opened',
      means: 'resolved before it was opened',
      broken: 'resolved_at < opened_at',
      reads: ['resolved_at'],
    },
    {
      code: 'answered_before_opened',
      means: 'answered before it was opened',
      broken: 'first_response_at < opened_at',
      reads: ['first_response_at'],
    },
    {
      code: 'negative_count',
      means: 'a negative number of contacts or transfers',
      broken: 'contacts < 0 or transfers < 0',
      reads: [],
    },
    {
      code: 'sentiment_off_scale',
      means: 'sentiment outside −1 to 1',
      broken: 'sentiment < -1 or sentiment > 1',
      reads: ['sentiment'],
    },
  ],
};
