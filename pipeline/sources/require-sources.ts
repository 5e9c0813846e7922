import type { Config } from '../../contracts/config/config.ts';
import { ConfigError } from '../../contracts/errors.ts';

/** @throws ConfigError where a source is not mapped that the kind of business needs */
export function requireSources({ sources, churn }: Config): void {
  if (!sources.customers) {
    throw new ConfigError(
      'sources.customers is missing. Map your customer table, or derive one: `query: select customer, min(date) as first_order from orders group by 1`',
    );
  }
  if (churn.kind === 'contractual' && !sources.subscriptions) {
    throw new ConfigError(
      'churn.kind is contractual, which needs sources.subscriptions; for businesses without contracts write non-contractual',
    );
  }
  if (churn.kind === 'non-contractual' && !sources.orders && !sources.events) {
    throw new ConfigError(
      'sources needs orders or events as well as customers: they show whether a customer is still active',
    );
  }
  if (churn.kind === 'non-contractual' && churn.by === 'orders' && !sources.orders) {
    throw new ConfigError(
      'churn.by is orders but sources.orders is missing; map it or write churn.by: activity',
    );
  }
}
