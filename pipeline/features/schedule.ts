import type { Gap } from '../../contracts/artefacts/check-report.ts';
import type { Role, Schedule, ScheduledDate } from '../../contracts/artefacts/schedule.ts';
import { addDays, daysBetween, sqlInstant, startOfDay } from '../../contracts/business-day.ts';
import type { Config } from '../../contracts/config/config.ts';
import { ConfigError } from '../../contracts/errors.ts';
import { definingChurn, type History } from './history.ts';
import { isClear, latestClear } from './label-gaps.ts';
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
  readonly churn: Pick<Config['churn'], 'by' | 'kind' | 'horizonDays' | 'graceDays' | 'lagDays'>;
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
    if (known(day, windows.settled, windows, data)) give(day, 'later-churn');
    if (known(day, windows.observed, windows, data)) give(day, 'later-value');
  }
  if (days.extrapolate !== null) give(days.extrapolate, 'extrapolate');
  give(asOf, 'score');
  const dates = [...rolesOf.keys()]
    .sort()
    .map((day) => dateOf(day, rolesOf.get(day) ?? [], { config, windows, data }));
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
  readonly gaps: readonly Gap[];
}

function spanOf(
  { start, peopledFrom, labelsUntil, gaps }: History,
  asOf: string,
  { training }: ScheduleConfig,
): DataSpan {
  const until = labelsUntil < asOf ? labelsUntil : asOf;
  const [grown, peopled] = [addDays(start, training.minHistoryDays), addDays(peopledFrom, 1)];
  const earliest = grown > peopled ? grown : peopled;
  return { start, earliest, until, days: daysBetween(start, until), gaps };
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

function layOut({ training }: ScheduleConfig, windows: Windows, data: DataSpan): Days {
  const { settled, observed, full, lag } = windows;
  const { earliest, until, gaps } = data;
  const laterChurn = latestClear(addDays(until, -lag - settled), settled, gaps);
  const laterValue = latestClear(addDays(until, -lag - observed), observed, gaps);
  const firstLater = laterChurn < laterValue ? laterChurn : laterValue;
  const back = (from: string) =>
    datesBack(from, training.everyDays, earliest).filter((day) => isClear(day, settled, gaps));
  const grid = back(addDays(firstLater, -lag - settled));
  const valueUntil = addDays(firstLater, -lag - observed);
  // churn's dates serve value too once its window has matured; where none is old enough, value has dates of its own
  const fitsValue = (day: string) => day <= valueUntil && isClear(day, observed, gaps);
  const shared = grid.filter(fitsValue);
  const own = shared.length > 0 ? shared : back(valueUntil).filter(fitsValue);
  const origin = latestClear(addDays(until, -lag - full), full, gaps);
  return {
    laterChurn,
    laterValue,
    trainChurn: grid.slice(0, training.origins),
    trainValue: own.slice(0, training.origins),
    extrapolate: observed < full && origin >= earliest ? origin : null,
  };
}

function datesBack(from: string, every: number, earliest: string): string[] {
  const dates: string[] = [];
  for (let day = from; day >= earliest; day = addDays(day, -every)) dates.push(day);
  return dates;
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

/** Whether what became of customers in so many days from a day on is known. */
const known = (day: string, length: number, { lag }: Windows, data: DataSpan): boolean =>
  addDays(day, length + lag) <= data.until && isClear(day, length, data.gaps);

function dateOf(
  day: string,
  roles: readonly Role[],
  { config, windows, data }: { config: ScheduleConfig; windows: Windows; data: DataSpan },
): ScheduledDate {
  const at = (later: number) => sqlInstant(startOfDay(addDays(day, later), config.business.timeZone));
  const end = (length: number, settled = length) => (known(day, settled, windows, data) ? at(length) : null);
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
  const { days: covered, until, gaps } = data;
  const works = (changed: ScheduleConfig, own = data) => {
    const windows = windowsOf(changed, covered);
    return fits(layOut(changed, windows, own), windows, changed, covered);
  };
  const without = gaps.map((gap) => `, without those from ${gap.from} to ${addDays(gap.until, -1)}`).join('');
  if (covered <= 0)
    throw new ConfigError(
      `There is no history before ${until}: the first rows are of ${data.start}. Ask for a later day`,
    );
  const problem = `the data cover ${covered} days before ${until}${without}`;
  const closed =
    gaps.length > 0 && works(config, { ...data, gaps: [] })
      ? ` If nothing happened on those days, as in a shop that was closed, checks.acceptGaps: [${definingChurn(config).join(', ')}] counts them as they are, and everything fits.`
      : '';
  for (const { asks, asked, change, of = '' } of wishes(config)) {
    const longest = longestFitting(asked, mostTimesHistory * covered, (days) => works(change(days)));
    if (longest !== null)
      throw new ConfigError(`${asks}, but ${problem}; up to ${longest} would fit${of}.${closed}`);
  }
  const { minHistoryDays } = config.training;
  throw new ConfigError(
    `There is too little history: ${problem}, and training.minHistoryDays keeps the first ${minHistoryDays} of them from being learned from, so that no horizon fits. Bring older data, or lower training.minHistoryDays.${closed}`,
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
