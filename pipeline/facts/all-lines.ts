import sql from './all-lines.sql';
import type { Fact } from './fact.ts';

export const allLines: Fact = {
  name: 'all_lines',
  sql,
  reads: ['orders'],
  kept: 'inline',
  columns: {
    order_id: 'the order',
    customer_id: 'who bought',
    kind: 'sale or refund',
    ordered_at: 'when ordered, or refunded',
    amount: 'revenue; below zero for refunds',
    margin: 'margin, revenue where none is known',
    category: 'product category',
    channel: 'where it was bought',
    delivered_late: 'delivered late; empty until 14 days after the order',
  },
};
