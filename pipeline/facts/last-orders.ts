import { type Fact, ofSpine } from './fact.ts';
import sql from './last-orders.sql';

export const lastOrders: Fact = {
  name: 'last_orders',
  sql,
  reads: [],
  kept: 'inline',
  columns: {
    ...ofSpine,
    last_at: 'time of the last order',
  },
};
