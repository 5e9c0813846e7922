import type { Role, Schedule } from '../../../contracts/artefacts/schedule.ts';
import { addDays, sqlInstant, startOfDay } from '../../../contracts/business-day.ts';
import type { Config } from '../../../contracts/config/config.ts';

/** A schedule with the given dates, the last of them scored; labels as far as they have matured by then. */
export function scheduleOf(config: Config, dates: readonly string[]): Schedule {
  const { churn, clv, business } = config;
  const asOf = dates.at(-1)!;
  const observedDays = clv.observedDays ?? clv.horizonDays;
  const end = (date: string, days: number, settled = days) =>
    addDays(date, settled) <= asOf ? sqlInstant(startOfDay(addDays(date, days), business.timeZone)) : null;
  return {
    asOf,
    historyStart: '2024-01-01',
    churnDays: churn.horizonDays,
    observedDays,
    valueDays: clv.horizonDays,
    lagDays: 0,
    dates: dates.map((date) => ({
      asOf: date,
      asOfAt: sqlInstant(startOfDay(date, business.timeZone)),
      roles: [date === asOf ? 'score' : 'train-churn'] as readonly Role[],
      churnEndAt: end(date, churn.horizonDays, churn.horizonDays + churn.graceDays),
      valueEndAt: end(date, observedDays),
      fullValueEndAt: end(date, clv.horizonDays),
    })),
  };
}
