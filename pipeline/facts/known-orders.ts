import { type Fact, ofSpine } from './fact.ts';
import sql from './known-orders.sql';

export const knownOrders: Fact = {
  name: 'known_orders',
  sql,
  reads: [],
  kept: 'table',
  columns: {
    ...ofSpine,
    order_id: 'the order',
    ordered_at: 'time of its first line',
    amount: 'revenue of its lines',
    margin: 'margin of its lines, revenue where none is known',
    units: 'units of its lines',
  },
};
