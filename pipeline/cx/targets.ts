import type { TargetReport } from '../../contracts/artefacts/alerts-report.ts';
import { addDays, daysBetween } from '../../contracts/business-day.ts';
import type { Config } from '../../contracts/config/config.ts';
import type { Target } from '../../contracts/config/cx.ts';
import { ConfigError } from '../../contracts/errors.ts';
import type { MetricRow } from './build-metrics.ts';
import { figureOf } from './headlines.ts';
import type { Metric } from './metric.ts';
import { refuseUnreachable } from './possible.ts';
import { isSettled } from './settled.ts';

/** What targets are judged by. */
export interface Judging {
  readonly rows: readonly MetricRow[];
  readonly metrics: readonly Metric[];
  readonly asOf: string;
  readonly config: Config;
}

/**
 * Each target with its figure of the last four weeks, and whether it is on course: whether the figure, by its interval,
 * is where a straight way from the start to the target would have it by then.
 * @throws ConfigError for a target of a metric that is not counted, or one that it cannot reach
 */
export const judgeTargets = (targets: readonly Target[], judging: Judging): TargetReport[] =>
  targets.map((target, i) => judge(target, metricOf(target, i, judging), judging));

function metricOf({ metric, value }: Target, place: number, { metrics }: Judging): Metric {
  const found = metrics.find(({ name }) => name === metric);
  if (found !== undefined) {
    refuseUnreachable(found, value, `cx.targets[${place}].value`);
    return found;
  }
  throw new ConfigError(
    `cx.targets[${place}].metric: ${metric} is not counted. Counted are: ${metrics.map(({ name }) => name).join(', ')}`,
  );
}

function judge(target: Target, metric: Metric, judging: Judging): TargetReport {
  const { better, title, unit } = metric;
  const { asOf } = judging;
  const own = judging.rows.filter((row) => isOf(row, target));
  const now = own.slice(-1).find((row) => !isPassed(row, metric, judging));
  const start = own.find(({ last }) => last < target.since && daysBetween(last, target.since) <= 7);
  const { value, since, by, owner, initiative = null, dimension, of } = target;
  const way = start?.interval == null ? null : wayAt(start.interval.value, target, now?.last ?? asOf);
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
    way,
    verdict: verdictOf(now, way, better === 'neither' ? directionOf(start, value) : better),
  };
}

/** Where neither way is good by itself, the target says which is meant: less, where it lies below the start. */
const directionOf = (start: MetricRow | undefined, target: number): 'higher' | 'lower' =>
  start?.interval != null && target < start.interval.value ? 'lower' : 'higher';

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

function verdictOf(
  now: MetricRow | undefined,
  way: number | null,
  better: 'higher' | 'lower',
): TargetReport['verdict'] {
  if (now?.interval == null || way === null || now.shown !== 'full') return 'too early to say';
  const { low, high } = now.interval;
  if (better === 'higher') return low >= way ? 'on course' : high < way ? 'off course' : 'too early to say';
  return high <= way ? 'on course' : low > way ? 'off course' : 'too early to say';
}
