import type { Config } from '../../../contracts/config/config.ts';
import contractRuns from './contract-runs.sql';
import daysSeen from './days-seen.sql';
import { fillSlots } from './fill-slots.ts';

/** Purchases, and other activity where that shows as well that a customer is still there. */
function seen({ churn }: Config): string {
  const bought = "select l.customer_id, l.ordered_at as seen_at from all_lines l where l.kind = 'sale'";
  if (churn.by === 'orders') return bought;
  return `${bought} union all select e.customer_id, e.happened_at as seen_at from all_events e`;
}

/** Days on which customers were seen, each with the next. */
export const gapsOf = (config: Config): string => fillSlots(withoutHead(daysSeen), { seen: seen(config) });

/** Unbroken runs of subscriptions. */
export const runsOf = ({ churn }: Config): string =>
  fillSlots(withoutHead(contractRuns), { grace: churn.graceDays });

export const isContractual = ({ churn }: Config): boolean => churn.kind === 'contractual';

/** What has to be mapped for anybody to be seen. */
export const whoIsSeen = ({ churn }: Config): readonly string[] =>
  churn.kind === 'contractual'
    ? ['subscriptions.started_at', 'subscriptions.ended_at']
    : churn.by === 'orders'
      ? ['orders.ordered_at']
      : [];

/** A text that is put into another goes without the comment at its head. */
const withoutHead = (sql: string): string => sql.replace(/^(--.*\n)+/, '').trimEnd();
