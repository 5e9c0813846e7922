import { addDays, daysBetween } from '../../../contracts/business-day.ts';
import { type Breach, type Week, weeklyChangesOf, weeklyExcessesOf } from '../../../models/alerts.ts';
import type { MetricRow } from '../build-metrics.ts';
import type { FigureOfDays, FoundBreach } from './found-breach.ts';
import { cxIndexName, type Rule } from './rules.ts';

/** Weeks that are looked back. */
const watchedWeeks = 40;
/** Weeks before a breach that it is held against. */
const usualWeeks = 8;
/** Half the width of a 95% interval in standard errors. */
const halfWidth = 1.959963984540054;

interface WeekSeries {
  readonly value: string | null;
  readonly breachesAt: (opens: number) => readonly FoundBreach[];
}

/** Weekly figures of a rule's metric, a series for each value of its dimension that has had a full week of rows. */
export function weekSeriesOf(rule: Rule, rows: readonly MetricRow[]): WeekSeries[] {
  const weeks = rows.filter(({ grain }) => grain === 'week');
  const last = weeks.reduce((latest, { first }) => (first > latest ? first : latest), '');
  const byValue = new Map<string | null, MetricRow[]>();
  for (const row of weeks) byValue.set(row.value, [...(byValue.get(row.value) ?? []), row]);
  return [...byValue].flatMap(([value, own]) => {
    const places = inPlaces(own, last);
    const series = places.map((row) => (row === null ? null : weekOf(rule, row)));
    if (series.every((week) => week === null)) return [];
    const found = (opens: number) =>
      breachesOf(rule, series, opens).map((breach) => told(breach, places, rule, last));
    return [{ value, breachesAt: found }];
  });
}

/** The weeks one after the other until the last that is settled, null where nothing was counted. */
function inPlaces(rows: readonly MetricRow[], last: string): (MetricRow | null)[] {
  const places = Array<MetricRow | null>(watchedWeeks).fill(null);
  for (const row of rows) {
    const place = watchedWeeks - 1 - daysBetween(row.first, last) / 7;
    if (place >= 0) places[place] = row;
  }
  return places;
}

/** The index has the statistic of one of its parts, and is none of its kind. */
const isTime = ({ metric }: Rule): boolean => metric.statistic.kind === 'time' && metric.name !== cxIndexName;

/**
 * A week with its standard error, out of the interval; times on the scale of their logarithm. A median that most have not
 * reached is at least its lower limit, and is taken for that.
 */
function weekOf(rule: Rule, { interval, shown }: MetricRow): Week | null {
  if (interval === null || shown !== 'full') return null;
  const scale = isTime(rule) ? (value: number) => Math.log(value) : (value: number) => value;
  const { value, low, high } = interval;
  const [at, from, to] = [value, low, high].map(scale) as [number, number, number];
  if (!Number.isFinite(at)) return Number.isFinite(from) ? { value: from, error: 0 } : null;
  const error = Number.isFinite(to - from) ? (to - from) / (2 * halfWidth) : (at - from) / halfWidth;
  return Number.isFinite(error) ? { value: at, error } : null;
}

function breachesOf(rule: Rule, weeks: readonly (Week | null)[], opens: number): Breach[] {
  const { side, limit } = rule;
  if (limit === null) return weeklyChangesOf(weeks, { side, opens });
  return weeklyExcessesOf(weeks, isTime(rule) ? Math.log(limit) : limit, { side, opens });
}

function told(
  breach: Breach,
  places: readonly (MetricRow | null)[],
  { limit }: Rule,
  last: string,
): FoundBreach {
  const monday = (week: number) => addDays(last, 7 * (week - watchedWeeks + 1));
  const figure = (row: MetricRow | null | undefined): FigureOfDays | null => row ?? null;
  const isOpen = breach.closed === null;
  const before = places.slice(Math.max(0, breach.opened - usualWeeks), breach.opened);
  return {
    since: monday(breach.from),
    opened: addDays(monday(breach.opened), 6),
    closed: breach.closed === null ? null : addDays(monday(breach.closed), 6),
    because: breach.because,
    now: isOpen ? figure(places.findLast((row) => row?.interval != null)) : null,
    usual: isOpen && limit === null ? figure(before.findLast((row) => row?.interval != null)) : null,
  };
}
