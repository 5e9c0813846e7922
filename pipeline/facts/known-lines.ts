import { type Fact, ofSpine } from './fact.ts';
import sql from './known-lines.sql';

export const knownLines: Fact = {
  name: 'known_lines',
  sql,
  reads: ['orders'],
  kept: 'table',
  columns: {
    ...ofSpine,
    order_id: 'the order',
    kind: 'sale or refund',
    ordered_at: 'when ordered, or refunded',
    amount: 'revenue; below zero for refunds',
    margin: 'margin, revenue where none is known',
    quantity: 'units',
    product_id: 'the product',
    category: 'its category',
    channel: 'where it was bought',
    delivered_late: 'delivered late; empty until 14 days after the order',
  },
};
