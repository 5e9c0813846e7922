import type { Role, Schedule, ScheduledDate } from '../../contracts/artefacts/schedule.ts';
import { addDays, daysBetween, sqlInstant, startOfDay } from '../../contracts/business-day.ts';
import type { Config } from '../../contracts/config/config.ts';
import { ConfigError } from '../../contracts/errors.ts';
import type { History } from './history.ts';
import { longestFitting } from './longest-fitting.ts';

/** Lengths in days that decide the dates. */
interface Windows {
  /** Days after an as-of date until its churn label is settled: the horizon, and for contracts the grace period. */
  readonly settled: number;
  readonly observed: number;
  readonly full: number;
  readonly lag: number;
}

/** Beyond the observed days value goes no further than so many times the history, by a model where no date has seen it. */
const mostTimesHistory = 2;

interface Days {
  readonly laterChurn: string;
  readonly laterValue: string;
  readonly trainChurn: readonly string[];
  readonly trainValue: readonly string[];
  readonly extrapolate: string | null;
}

/** What of a config decides the dates. */
export interface ScheduleConfig {
  readonly business: Pick<Config['business'], 'timeZone'>;
  readonly sources: Pick<Config['sources'], 'orders' | 'subscriptions'>;
  readonly churn: Pick<Config['churn'], 'kind' | 'horizonDays' | 'graceDays' | 'lagDays'>;
  readonly clv: Pick<Config['clv'], 'horizonDays' | 'observedDays'>;
  readonly training: Pick<Config['training'], 'origins' | 'everyDays' | 'minHistoryDays'>;
}

/**
 * Plans the as-of dates. Later rows stand at the last matured date of each task. No label window of a training date
 * reaches the first later date, for both tasks, because they share one network (purging; modelling §2). Where no date has
 * the whole CLV horizon after it, none is to extrapolate from: a model of buying or of staying does it.
 * @param asOf Scoring date: nothing known from its first instant on is used.
 * @throws ConfigError where the data are too short, with the longest horizon that fits.
 */
export const planSchedule = (config: ScheduleConfig, asOf: string, history: History): Schedule =>
  tryPlan(config, asOf, history) ?? refuse(config, spanOf(history, asOf, config));

/** As `planSchedule`; null where the data are too short. */
export function tryPlan(config: ScheduleConfig, asOf: string, history: History): Schedule | null {
  const data = spanOf(history, asOf, config);
  const windows = windowsOf(config, data.days);
  const days = layOut(config, windows, data);
  if (!fits(days, windows, config, data.days)) return null;
  const { horizonDays, lagDays } = config.churn;
  const rolesOf = new Map<string, Role[]>();
  const give = (day: string, role: Role) => rolesOf.set(day, [...(rolesOf.get(day) ?? []), role]);
  for (const day of union(days.trainChurn, days.trainValue)) give(day, 'train-churn');
  for (const day of days.trainValue) give(day, 'train-value');
  for (const day of union([days.laterChurn], [days.laterValue])) {
    if (matured(day, windows.settled, windows, data.until)) give(day, 'later-churn');
    if (matured(day, windows.observed, windows, data.until)) give(day, 'later-value');
  }
  if (days.extrapolate !== null) give(days.extrapolate, 'extrapolate');
  give(asOf, 'score');
  const dates = [...rolesOf.keys()]
    .sort()
    .map((day) => dateOf(day, rolesOf.get(day) ?? [], { config, windows, until: data.until }));
  const { observed: observedDays, full: valueDays } = windows;
  return {
    asOf,
    historyStart: history.start,
    churnDays: horizonDays,
    observedDays,
    valueDays,
    lagDays,
    dates,
  };
}

/** The days that labels may reach over and as-of dates may lie on. */
interface DataSpan {
  readonly start: string;
  /** No as-of date to learn from is earlier. */
  readonly earliest: string;
  /** The scoring date, or the day from which the sources that define churn hold nothing. */
  readonly until: string;
  readonly days: number;
}

function spanOf(
  { start, peopledFrom, labelsUntil }: History,
  asOf: string,
  { training }: ScheduleConfig,
): DataSpan {
  const until = labelsUntil < asOf ? labelsUntil : asOf;
  const [grown, peopled] = [addDays(start, training.minHistoryDays), addDays(peopledFrom, 1)];
  const earliest = grown > peopled ? grown : peopled;
  return { start, earliest, until, days: daysBetween(start, until) };
}

function windowsOf({ churn, clv }: ScheduleConfig, historyDays: number): Windows {
  const wished =
    clv.observedDays ?? Math.max(churn.horizonDays, Math.min(clv.horizonDays, Math.floor(historyDays / 4)));
  return {
    settled: churn.horizonDays + (churn.kind === 'contractual' ? churn.graceDays : 0),
    observed: Math.min(wished, clv.horizonDays),
    full: clv.horizonDays,
    lag: churn.lagDays,
  };
}

function layOut({ training }: ScheduleConfig, windows: Windows, { earliest, until }: DataSpan): Days {
  const { settled, observed, full, lag } = windows;
  const laterChurn = addDays(until, -lag - settled);
  const laterValue = addDays(until, -lag - observed);
  const firstLater = laterChurn < laterValue ? laterChurn : laterValue;
  const grid = datesBack(addDays(firstLater, -lag - settled), training.everyDays, earliest);
  const valueUntil = addDays(firstLater, -lag - observed);
  const origin = addDays(until, -lag - full);
  return {
    laterChurn,
    laterValue,
    trainChurn: grid.slice(0, training.origins),
    trainValue: valueDates(grid, valueUntil, training.everyDays, earliest).slice(0, training.origins),
    extrapolate: observed < full && origin >= earliest ? origin : null,
  };
}

function datesBack(from: string, every: number, earliest: string): string[] {
  const dates: string[] = [];
  for (let day = from; day >= earliest; day = addDays(day, -every)) dates.push(day);
  return dates;
}

/** Churn's dates serve value too once its window has matured; where none is old enough, value has dates of its own. */
function valueDates(grid: readonly string[], until: string, every: number, earliest: string): string[] {
  const shared = grid.filter((day) => day <= until);
  return shared.length > 0 ? shared : datesBack(until, every, earliest);
}

function fits(days: Days, { observed, full }: Windows, config: ScheduleConfig, covered: number): boolean {
  if (days.trainChurn.length === 0 || days.trainValue.length === 0) return false;
  return (
    observed === full || days.extrapolate !== null || (full <= mostTimesHistory * covered && modelled(config))
  );
}

/** Whether a model of staying or of buying can stand in for a date with the whole CLV horizon after it. */
const modelled = ({ churn, sources }: ScheduleConfig): boolean =>
  churn.kind === 'contractual' ? sources.subscriptions !== undefined : sources.orders !== undefined;

function matured(day: string, length: number, { lag }: Windows, until: string): boolean {
  return addDays(day, length + lag) <= until;
}

function dateOf(
  day: string,
  roles: readonly Role[],
  { config, windows, until }: { config: ScheduleConfig; windows: Windows; until: string },
): ScheduledDate {
  const at = (later: number) => sqlInstant(startOfDay(addDays(day, later), config.business.timeZone));
  const end = (length: number, settled = length) =>
    matured(day, settled, windows, until) ? at(length) : null;
  return {
    asOf: day,
    asOfAt: at(0),
    roles,
    churnEndAt: end(config.churn.horizonDays, windows.settled),
    valueEndAt: end(windows.observed),
    fullValueEndAt: end(windows.full),
  };
}

const union = (a: readonly string[], b: readonly string[]): string[] => [...new Set([...a, ...b])];

/** Names the key that asks for too much, and what it could be. */
function refuse(config: ScheduleConfig, data: DataSpan): never {
  const { days: covered, until } = data;
  const works = (changed: ScheduleConfig) => {
    const windows = windowsOf(changed, covered);
    return fits(layOut(changed, windows, data), windows, changed, covered);
  };
  const problem = `the data cover ${covered} days before ${until}`;
  for (const { asks, asked, change, of = '' } of wishes(config)) {
    const longest = longestFitting(asked, mostTimesHistory * covered, (days) => works(change(days)));
    if (longest !== null) throw new ConfigError(`${asks}, but ${problem}; up to ${longest} would fit${of}`);
  }
  const { minHistoryDays } = config.training;
  throw new ConfigError(
    `There is too little history: ${problem}, and training.minHistoryDays keeps the first ${minHistoryDays} of them from being learned from, so that no horizon fits. Bring older data, or lower training.minHistoryDays.`,
  );
}

interface Wish {
  readonly asks: string;
  readonly asked: number;
  readonly of?: string;
  readonly change: (days: number) => ScheduleConfig;
}

/** What could be asked for less of: one key alone first, then both horizons together. */
function wishes(config: ScheduleConfig): Wish[] {
  const { churn, clv } = config;
  const churnTo = (days: number) => ({ ...churn, horizonDays: Math.min(days, churn.horizonDays) });
  const observed = (days: number) =>
    clv.observedDays === undefined ? {} : { observedDays: Math.min(days, clv.observedDays) };
  const clvTo = (days: number) => ({
    ...clv,
    ...observed(days),
    horizonDays: Math.min(days, clv.horizonDays),
  });
  const churnAsks = `churn.horizonDays is ${churn.horizonDays}`;
  const clvAsks = `clv.horizonDays is ${clv.horizonDays}`;
  return [
    { asks: churnAsks, asked: churn.horizonDays, change: (n) => ({ ...config, churn: churnTo(n) }) },
    {
      asks: `clv.observedDays is ${clv.observedDays}`,
      asked: clv.observedDays ?? 0,
      change: (n) => ({ ...config, clv: { ...clv, ...observed(n) } }),
    },
    { asks: clvAsks, asked: clv.horizonDays, change: (n) => ({ ...config, clv: clvTo(n) }) },
    {
      asks: `${churnAsks} and ${clvAsks}`,
      asked: Math.max(churn.horizonDays, clv.horizonDays),
      of: ' for both',
      change: (n) => ({ ...config, churn: churnTo(n), clv: clvTo(n) }),
    },
  ];
}
