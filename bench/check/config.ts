import { configSchema } from '../../contracts/config/config.ts';

const columns = (names: string) => Object.fromEntries(names.split(' ').map((name) => [name, name]));
/** Customers and events as they are, typed. */
export const config = configSchema.parse({
  version: 1,
  business: { name: 'Bench', currency: 'EUR', dataUntil: '2025-01-01' },
  inputs: { raw_customers: { file: 'customers.parquet' }, raw_events: { file: 'events.parquet' } },
  sources: {
    customers: { from: 'raw_customers', columns: columns('customer_id joined_at') },
    events: {
      from: 'raw_events',
      columns: columns(
        'event_id customer_id happened_at known_at kind name journey journey_id outcome channel',
      ),
    },
  },
  churn: { kind: 'non-contractual', by: 'activity', horizonDays: 60, lookbackDays: 180 },
});
