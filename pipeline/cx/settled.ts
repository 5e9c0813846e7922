import { addDays } from '../../contracts/business-day.ts';
import type { Config } from '../../contracts/config/config.ts';
import type { Metric } from './metric.ts';
import type { Period } from './periods.ts';

/** Whether nothing that comes later can change the figure of a period. */
export function isSettled(
  { settledAfter = 0, records }: Metric,
  { first, last }: Period,
  { config, asOf }: { readonly config: Config; readonly asOf: string },
): boolean {
  const { horizonDays, graceDays, lagDays } = config.churn;
  const own = settledAfter === 'churn horizon' ? horizonDays : settledAfter;
  // a run of terms has ended for good once nothing follows within the grace period
  const days = own + (records.placedBy === 'day' ? graceDays : 0) + lagDays;
  const counted = records.counts === 'stock' ? first : addDays(last, 1);
  return addDays(counted, settledAfter === 0 ? 0 : days) <= asOf;
}
