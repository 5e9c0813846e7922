import sql from './all-touches.sql';
import type { Fact } from './fact.ts';

export const allTouches: Fact = {
  name: 'all_touches',
  sql,
  reads: ['touches'],
  kept: 'inline',
  columns: {
    customer_id: 'who was contacted',
    touched_at: 'when',
    campaign: 'the campaign',
    channel: 'email, sms…',
    is_delivered: '1: reached the customer; 0 also for held-out customers',
  },
};
