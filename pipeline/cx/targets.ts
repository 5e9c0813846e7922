import type { TargetReport, TargetVerdict } from '../../contracts/artefacts/alerts-report.ts';
import { addDays, daysBetween } from '../../contracts/business-day.ts';
import type { Config } from '../../contracts/config/config.ts';
import type { Target } from '../../contracts/config/cx.ts';
import { ConfigError } from '../../contracts/errors.ts';
import type { MetricRow } from './build-metrics.ts';
import { catalogue } from './catalogue.ts';
import { figureOf } from './headlines.ts';
import type { Metric } from './metric.ts';
import type { MissingMetric } from './not-counted.ts';
import { fourWeeks } from './periods.ts';
import { refuseUnreachable } from './possible.ts';
import { isSettled } from './settled.ts';

/** What targets are judged by. */
export interface Judging {
  readonly rows: readonly MetricRow[];
  readonly metrics: readonly Metric[];
  readonly asOf: string;
  readonly config: Config;
  /** Metrics that the data cannot give. */
  readonly missing: readonly MissingMetric[];
}

/**
 * Each target with its figure of the last four weeks, and whether it is on course: whether the figure, by its interval,
 * is where a straight way from the start to the target would have it by then. Once the day of the target is over it was met
 * or missed, by the last four weeks until then. Where nothing was counted it cannot be told on any day, and no later figure of those
 * weeks will come: of a metric that the data cannot give, the columns that it needs are named.
 * @throws ConfigError for a target of a metric that there is not, or one that it cannot reach
 */
export const judgeTargets = (targets: readonly Target[], judging: Judging): TargetReport[] =>
  targets.map((target, i) => judge(target, metricOf(target, i, judging), judging));

function metricOf({ metric, value }: Target, place: number, { metrics }: Judging): Metric {
  const found = [...metrics, ...catalogue].find(({ name }) => name === metric);
  if (found !== undefined) {
    refuseUnreachable(found, value, `cx.targets[${place}].value`);
    return found;
  }
  throw new ConfigError(
    `cx.targets[${place}].metric: ${metric} is not counted. Counted are: ${metrics.map(({ name }) => name).join(', ')}`,
  );
}

function judge(target: Target, metric: Metric, judging: Judging): TargetReport {
  const { title, unit } = metric;
  const { asOf } = judging;
  const own = judging.rows.filter((row) => isOf(row, target));
  const { value, since, by, owner, initiative = null, dimension, of } = target;
  const isOver = by < asOf;
  const now = isOver
    ? own.find(({ last }) => last === lastUntil(by, asOf))
    : own.slice(-1).find((row) => !isPassed(row, metric, judging));
  const start = own.find(({ last }) => last < since && daysBetween(last, since) <= 7);
  const way = start?.interval == null ? null : wayAt(start.interval.value, target, now?.last ?? asOf);
  const judged = { now, start, target, metric };
  return {
    metric: metric.name,
    title,
    unit,
    of: dimension === undefined || of === undefined ? null : { dimension, value: of },
    target: value,
    since,
    by,
    owner,
    initiative,
    start: start === undefined ? null : figureOf(start),
    now: now === undefined ? null : figureOf(now),
    needs: [...(judging.missing.find((one) => one.metric === metric.name)?.needs ?? [])],
    way: isOver ? value : way,
    verdict: isOver ? verdictAfter(judged, judging) : verdictUntil(judged, way),
  };
}

/** The last day on or before a day with which four weeks end: they end with the day before the as-of date, and with each week before. */
const lastUntil = (day: string, asOf: string): string => {
  const newest = addDays(asOf, -1);
  return addDays(newest, -7 * Math.ceil(daysBetween(day, newest) / 7));
};

/** Where neither way is good by itself, the target says which is meant: less, where it lies below the start; null where that is not known. */
function directionOf({ start, target, metric }: Judged): 'higher' | 'lower' | null {
  if (metric.better !== 'neither') return metric.better;
  if (start?.interval == null) return null;
  return target.value < start.interval.value ? 'lower' : 'higher';
}

/** Blocks end a week apart: where a later one is settled, and nothing was counted in it, this one is not the last. */
const isPassed = ({ first, last }: MetricRow, metric: Metric, { config, asOf }: Judging): boolean => {
  const next = { grain: 'four weeks', first: addDays(first, 7), last: addDays(last, 7) } as const;
  return next.last < asOf && isSettled(metric, next, { config, asOf });
};

const isOf = (row: MetricRow, { metric, dimension = 'all', of }: Target): boolean =>
  row.metric === metric &&
  row.grain === 'four weeks' &&
  row.dimension === dimension &&
  row.value === (of ?? null);

/** Where a straight way from the start to the target is on a day; from the target's day on, the target. */
function wayAt(start: number, { value, since, by }: Target, day: string): number {
  const share = daysBetween(since, day) / Math.max(1, daysBetween(since, by));
  return start + Math.min(1, Math.max(0, share)) * (value - start);
}

interface Judged {
  readonly now: MetricRow | undefined;
  readonly start: MetricRow | undefined;
  readonly target: Target;
  readonly metric: Metric;
}

function verdictUntil(judged: Judged, way: number | null): TargetVerdict {
  if (judged.now === undefined) return 'cannot be told';
  const verdicts = { there: 'on course', short: 'off course', between: 'too early to say' } as const;
  return verdicts[sideOf(judged, way)];
}

/** Beside the target itself; a figure that can still change is none. */
function verdictAfter(judged: Judged, judging: Judging): TargetVerdict {
  const last = lastUntil(judged.target.by, judging.asOf);
  const until = { grain: 'four weeks', first: addDays(last, 1 - fourWeeks), last } as const;
  if (!isSettled(judged.metric, until, judging)) return 'not settled yet';
  const verdicts = { there: 'met', short: 'missed', between: 'cannot be told' } as const;
  return verdicts[sideOf(judged, judged.target.value)];
}

/** Where the whole interval lies; between, where it does not lie on one side, or too little is known. */
function sideOf(judged: Judged, way: number | null): 'there' | 'short' | 'between' {
  const { now } = judged;
  const better = directionOf(judged);
  if (now?.interval == null || way === null || now.shown !== 'full' || better === null) return 'between';
  const { low, high } = now.interval;
  if (better === 'higher') return low >= way ? 'there' : high < way ? 'short' : 'between';
  return high <= way ? 'there' : low > way ? 'short' : 'between';
}
