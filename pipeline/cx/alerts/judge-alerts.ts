import { createHash } from 'node:crypto';
import { addDays } from '../../../contracts/business-day.ts';
import type { Config } from '../../../contracts/config/config.ts';
import {
  type Breach,
  changesOf,
  dropsOf,
  excessesOf,
  spikesOf,
  usualBefore,
} from '../../../models/alerts.ts';
import type { MetricRow } from '../build-metrics.ts';
import { otherValues } from '../make-records.ts';
import { isSettled } from '../settled.ts';
import { type DayCounts, watchedDays } from './count-days.ts';
import { DaySeries } from './day-series.ts';
import type { FigureOfDays, FoundBreach } from './found-breach.ts';
import { isWeekly, type Rule } from './rules.ts';
import { weekSeriesOf } from './week-series.ts';

/** Of all that is watched, in a year without any change. */
export const falseAlarms = 1;
/** Looks at overlapping windows of a series that are worth a year: by days, by weeks, and by days for rises of counts, whose chance allows for the windows. */
const looks = { day: 1000, week: 52, rise: 365 };
/** A count with fewer rows in all is not watched for rises and falls. */
const fewestCounted = 20;
/** Days of a rise or fall that is looked back for. */
const longestSpike = 84;
/** Days before a breach that usual counts are told of. */
const usualDays = 56;

/** What is watched of one metric, dimension and value, and its breaches. */
export interface WatchedSeries {
  /** Stays the same from night to night. */
  readonly id: string;
  readonly rule: Rule;
  readonly value: string | null;
  /** The first first. */
  readonly breaches: readonly FoundBreach[];
  /** As if nothing else were watched: what has opened once is not over because more is watched since. */
  readonly alone: () => readonly FoundBreach[];
}

export interface Judging {
  readonly rules: readonly Rule[];
  readonly days: readonly DayCounts[];
  readonly rows: readonly MetricRow[];
  readonly asOf: string;
  readonly config: Config;
  /** Series that are watched in all, where only some of them are looked at here; those that are where left out. */
  readonly among?: number;
  /** A level is looked at so often before its last day is over, which takes more to open it. A count that rises passes its limit once. */
  readonly peeks?: number;
}

/** A series that can be looked at, before it is known how many there are. */
interface Watchable {
  readonly rule: Rule;
  readonly value: string | null;
  readonly breachesAt: (opens: number) => readonly FoundBreach[];
  readonly looks: number;
}

/** Every series that has enough rows, with its breaches. The more series, the further out one has to lie to open. */
export function judgeAlerts(judging: Judging): WatchedSeries[] {
  const watchable = judging.rules.flatMap((rule) =>
    isWeekly(rule.metric) ? weeklyOf(rule, judging) : dailyOf(rule, judging),
  );
  const { among = 0, peeks = 1 } = judging;
  const series = Math.max(watchable.length, among);
  return watchable.map(({ rule, value, breachesAt, looks }) => ({
    id: seriesId(rule, value),
    rule,
    value,
    breaches: breachesAt(falseAlarms / (looks * series * (isCount(rule) ? 1 : peeks))),
    alone: () => breachesAt(falseAlarms / looks),
  }));
}

const isCount = ({ metric }: Rule): boolean => metric.statistic.kind === 'count';

const seriesId = ({ metric, dimension, watch, limit, least }: Rule, value: string | null): string =>
  createHash('sha256')
    .update(JSON.stringify([metric.name, dimension, value, watch, limit, least]))
    .digest('hex')
    .slice(0, 12);

const isOf = ({ dimension, of }: Rule, one: { dimension: string; value: string | null }): boolean =>
  one.dimension === dimension &&
  (dimension === 'all' || (of === null ? one.value !== null && one.value !== otherValues : one.value === of));

function dailyOf(rule: Rule, { days, asOf, config }: Judging): Watchable[] {
  const first = addDays(asOf, -watchedDays);
  const settled = settledDays(rule, asOf, config);
  return days
    .filter((one) => one.metric === rule.metric.name && isOf(rule, one))
    .flatMap((counts) => {
      const series = new DaySeries(rule.metric, counts, settled);
      if (!isWatched(rule, series)) return [];
      const found = (opens: number) =>
        breachesOf(rule, series, opens).map((one) => told(one, series, rule, first));
      const isRise = isCount(rule) && rule.limit === null && rule.side === 1;
      return [{ rule, value: counts.value, breachesAt: found, looks: isRise ? looks.rise : looks.day }];
    });
}

/** Watched days whose figures do not change any more; fewer of a count can be rows that are still on their way. */
function settledDays({ metric, side }: Rule, asOf: string, config: Config): number {
  const isFall = metric.statistic.kind === 'count' && side === -1;
  let days = watchedDays - (isFall ? config.churn.lagDays : 0);
  const isOpen = (day: string) =>
    !isSettled(metric, { grain: 'day', first: day, last: day }, { config, asOf });
  while (days > 0 && isOpen(addDays(asOf, days - watchedDays - 1))) days--;
  return days;
}

/** Whether there are rows enough to know what is usual, or, for a limit, to be held against it. */
function isWatched({ metric, limit }: Rule, series: DaySeries): boolean {
  if (limit !== null) return series.days > 7 && series.rows.some((n) => n > 0);
  if (metric.statistic.kind === 'count') return series.rows.reduce((a, b) => a + b, 0) >= fewestCounted;
  return usualBefore(series, { from: series.days }).level !== null;
}

function breachesOf({ metric, side, limit, least }: Rule, series: DaySeries, opens: number): Breach[] {
  if (limit !== null) return excessesOf(series, limit, { side, opens });
  if (metric.statistic.kind === 'count')
    return (side === 1 ? spikesOf : dropsOf)(series.rows, { opens, lookBack: longestSpike });
  return changesOf(series, { side, opens, least });
}

/** Days of the last look at an open breach, and of the usual. */
const lookedAt = 7;

function told(breach: Breach, series: DaySeries, { limit }: Rule, firstDay: string): FoundBreach {
  const day = (place: number) => addDays(firstDay, place);
  const figure = (from: number, until: number): FigureOfDays => ({
    ...series.figure(Math.max(0, from), until),
    first: day(Math.max(0, from)),
    last: day(until),
  });
  const last = series.days - 1;
  const isOpen = breach.closed === null;
  return {
    since: day(breach.from),
    opened: day(breach.opened),
    closed: breach.closed === null ? null : day(breach.closed),
    because: breach.because,
    now: isOpen ? figure(Math.max(breach.from, last - lookedAt + 1), last) : null,
    usual:
      isOpen && limit === null && breach.from > 0 ? figure(breach.from - usualDays, breach.from - 1) : null,
  };
}

function weeklyOf(rule: Rule, { rows }: Judging): Watchable[] {
  return weekSeriesOf(
    rule,
    rows.filter((row) => row.metric === rule.metric.name && isOf(rule, row)),
  ).map(({ value, breachesAt }) => ({ rule, value, breachesAt, looks: looks.week }));
}
