import type { Schedule, ScheduledDate } from '../../contracts/artefacts/schedule.ts';
import { addDays, daysBetween, sqlInstant, startOfDay } from '../../contracts/business-day.ts';
import type { Config } from '../../contracts/config/config.ts';
import type { History } from '../features/history.ts';
import { latestClear } from '../features/label-gaps.ts';

/** A past period of the length of a horizon, the days before it, and the same days before today. */
export interface PastDates {
  readonly past: string;
  readonly before: string;
  readonly beforeDays: number;
  readonly now: string;
  readonly nowBefore: string;
}

export interface PastAsk {
  readonly config: Config;
  readonly asOf: string;
  readonly history: History;
  readonly horizonDays: number;
}

/** Fewer days before a period tell little of who customers are. */
const fewestBefore = 14;

/** The latest period that is over and settled, with as many days before it as the history has; null where that is too short. */
export function pastDates({ config, asOf, history, horizonDays }: PastAsk): PastDates | null {
  const { kind, graceDays, lagDays } = config.churn;
  const until = history.labelsUntil < asOf ? history.labelsUntil : asOf;
  const settled = horizonDays + (kind === 'contractual' ? graceDays : 0);
  const past = latestClear(addDays(until, -settled - lagDays), settled, history.gaps);
  const first = history.start > history.peopledFrom ? history.start : addDays(history.peopledFrom, 1);
  const beforeDays = Math.min(horizonDays, daysBetween(first, past));
  if (beforeDays < fewestBefore) return null;
  return {
    past,
    before: addDays(past, -beforeDays),
    beforeDays,
    now: asOf,
    nowBefore: addDays(asOf, -beforeDays),
  };
}

/** The days of history that a horizon needs at least. */
export const daysNeeded = ({
  config: { churn },
  horizonDays,
}: Pick<PastAsk, 'config' | 'horizonDays'>): number =>
  fewestBefore + horizonDays + churn.lagDays + (churn.kind === 'contractual' ? churn.graceDays : 0);

/** The dates as a schedule: each period is valued over its own days, and the past one says who left. */
export function scheduleOf({ config, asOf, history, horizonDays }: PastAsk, dates: PastDates): Schedule {
  const at = (day: string) => sqlInstant(startOfDay(day, config.business.timeZone));
  const date = (day: string, days: number | null, label: number | null): ScheduledDate => ({
    asOf: day,
    asOfAt: at(day),
    roles: [],
    churnEndAt: label === null ? null : at(addDays(day, label)),
    valueEndAt: days === null ? null : at(addDays(day, days)),
    fullValueEndAt: null,
  });
  const all = [
    date(dates.before, dates.beforeDays, null),
    date(dates.past, horizonDays, horizonDays),
    date(dates.nowBefore, dates.beforeDays, null),
    date(dates.now, null, null),
  ];
  const once = all.filter(({ asOf: day }, i) => all.findIndex((other) => other.asOf === day) === i);
  return {
    asOf,
    historyStart: history.start,
    churnDays: horizonDays,
    observedDays: horizonDays,
    valueDays: horizonDays,
    lagDays: config.churn.lagDays,
    dates: once.sort((a, b) => (a.asOf < b.asOf ? -1 : 1)),
  };
}
