import type { Config } from '../../contracts/config/config.ts';

/** Features that the simple rules of validation read. */
export interface JudgedColumns {
  readonly recency: string;
  readonly frequency: string;
  readonly monetary: string;
  readonly pastValue: string;
}

/** The columns that the simple rules go by: orders where there are any, else activity and fees. */
export function judgedColumns(config: Config, features: readonly string[]): JudgedColumns {
  const first = (...names: string[]) => names.find((name) => features.includes(name)) ?? names[0]!;
  const contractual = config.churn.kind === 'contractual';
  return {
    recency: first(
      contractual ? 'event_recency_days' : 'order_recency_days',
      'event_recency_days',
      'tenure_days',
    ),
    frequency: first('orders_total', 'events_365d', 'tenure_days'),
    monetary: first('margin_per_order', 'monthly_margin', 'tenure_days'),
    pastValue: first('margin_365d', 'monthly_margin', 'tenure_days'),
  };
}
