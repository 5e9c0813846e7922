import { type Fact, ofSpine } from './fact.ts';
import sql from './known-touches.sql';

export const knownTouches: Fact = {
  name: 'known_touches',
  sql,
  reads: ['touches'],
  kept: 'inline',
  columns: {
    ...ofSpine,
    touched_at: 'when contacted, or held out',
    campaign: 'the campaign that contacted them, or held them out',
    arm: 'contact or control',
    play: 'what was offered',
    channel: 'email, sms…',
    cost: 'cost of the contact and the offer, where it is known',
    is_delivered: '1: reached the customer',
    opened: 'was opened; empty until 14 days after',
    opted_out_at: 'opt-out, where there was one',
  },
};
