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
  const days = (settledAfter === 'churn horizon' ? horizonDays + graceDays : settledAfter) + lagDays;
  const counted = records.counts === 'stock' ? first : addDays(last, 1);
  return addDays(counted, settledAfter === 0 ? 0 : days) <= asOf;
}
