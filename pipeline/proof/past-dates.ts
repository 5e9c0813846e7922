import type { Schedule, ScheduledDate } from '../../contracts/artefacts/schedule.ts';
import { addDays, daysBetween, sqlInstant, startOfDay } from '../../contracts/business-day.ts';
import type { Config } from '../../contracts/config/config.ts';
import type { History } from '../features/history.ts';
import { latestClear } from '../features/label-gaps.ts';

/** A past period of the length of a horizon, the days before it, and the same days before today. */
export interface PastDates {
  readonly horizonDays: number;
  readonly past: string;
  readonly before: string;
  readonly beforeDays: number;
  readonly now: string;
  readonly nowBefore: string;
}

/** The business whose past is looked at, and from when. */
export interface PastGround {
  readonly config: Config;
  readonly asOf: string;
  readonly history: History;
}

export interface PastAsk extends PastGround {
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
    horizonDays,
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

export const instantOf = (day: string, timeZone: string): string => sqlInstant(startOfDay(day, timeZone));

/**
 * The days on which the past periods of some horizons begin, and today, as a schedule: each period is valued over its own days and
 * says who left. A longer period that is over begins earlier, so that no two begin on one day.
 */
export function scheduleOf({ config, asOf, history }: PastGround, periods: readonly PastDates[]): Schedule {
  const { timeZone } = config.business;
  const date = (day: string, days: number | null): ScheduledDate => {
    const end = days === null ? null : instantOf(addDays(day, days), timeZone);
    return {
      asOf: day,
      asOfAt: instantOf(day, timeZone),
      roles: [],
      churnEndAt: end,
      valueEndAt: end,
      fullValueEndAt: null,
    };
  };
  const longest = Math.max(...periods.map(({ horizonDays }) => horizonDays));
  const dates = [...periods.map(({ past, horizonDays }) => date(past, horizonDays)), date(asOf, null)];
  return {
    asOf,
    historyStart: history.start,
    churnDays: longest,
    observedDays: longest,
    valueDays: longest,
    lagDays: config.churn.lagDays,
    dates: dates.sort((a, b) => (a.asOf < b.asOf ? -1 : 1)),
  };
}
