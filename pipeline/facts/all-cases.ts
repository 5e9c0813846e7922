import sql from './all-cases.sql';
import type { Fact } from './fact.ts';

export const allCases: Fact = {
  name: 'all_cases',
  sql,
  reads: ['tickets'],
  kept: 'inline',
  columns: {
    ticket_id: 'the case',
    customer_id: 'who asked',
    opened_at: 'when opened',
    reason: 'what it is about',
    channel: 'phone, chat, email…',
    text: "the customer's words",
    sentiment: "sentiment of the customer's words, −1 to 1",
    responded_at: 'first response, where there was one',
    resolved_at: 'resolution, where there was one',
    reopened_at: 'reopening, where there was one',
    is_open: '1: unresolved, or reopened since',
    contacts: 'contacts it took; empty while open',
    transfers: 'handovers between agents; empty while open',
  },
};
