import { type Fact, ofSpine } from './fact.ts';
import sql from './known-tickets.sql';

export const knownTickets: Fact = {
  name: 'known_tickets',
  sql,
  reads: ['tickets'],
  kept: 'table',
  columns: {
    ...ofSpine,
    ticket_id: 'the case',
    opened_at: 'when opened',
    reason: 'what it is about',
    sentiment: "sentiment of the customer's words, −1 to 1",
    responded_at: 'first response, where there was one',
    resolved_at: 'resolution, where there was one',
    reopened_at: 'reopening, where there was one',
    is_open: '1: unresolved, or reopened since',
    contacts: 'contacts it took; empty while open',
    transfers: 'handovers between agents; empty while open',
  },
};
