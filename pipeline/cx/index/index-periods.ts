import type { CxIndexReport, IndexPart, IndexPeriod } from '../../../contracts/artefacts/cx-index.ts';
import { addDays } from '../../../contracts/business-day.ts';
import { differenceOf, type Interval, weightedSum } from '../../../models/intervals.ts';
import type { MetricRow } from '../build-metrics.ts';
import { fourWeeks } from '../periods.ts';
import { type ScaledMetric, scoreOf } from './index-part.ts';
import type { Shared } from './shared-customers.ts';

/** What periods of the index are made of. */
export interface IndexMaking {
  readonly scaled: readonly ScaledMetric[];
  readonly parts: readonly IndexPart[];
  /** The figure of a metric in a block of four weeks, for everybody. */
  readonly figure: (metric: string, first: string) => MetricRow | undefined;
  readonly shared: (first: string) => Shared;
  /** What a metric that cannot be counted needs. */
  readonly needs: (metric: string) => readonly string[];
}

/** The index of the four weeks that begin on a day; none where a part is not shown in full. */
export function indexPeriod(first: string, making: IndexMaking): IndexPeriod {
  const figures = making.parts.map(({ metric }) => making.figure(metric, first));
  const lacking = making.parts.flatMap(({ metric }, i) => {
    const why = lackOf(figures[i], making.needs(metric));
    return why === null ? [] : [{ metric, why }];
  });
  const parts = making.parts.flatMap(({ metric, weight }, i) => {
    const row = figures[i];
    if (row === undefined || lackOf(row, []) !== null) return [];
    const score = scoreOf(row.interval!.value, making.scaled[i]!);
    return [{ metric, n: row.n, value: row.interval!.value, score, contribution: weight * score }];
  });
  const index =
    lacking.length > 0 ? null : indexOf(figures as readonly MetricRow[], making, making.shared(first));
  return { first, last: addDays(first, fourWeeks - 1), index, parts, lacking };
}

/** Why a figure cannot enter the index; null where it can. */
function lackOf(row: MetricRow | undefined, needs: readonly string[]): string | null {
  if (needs.length > 0) return `needs ${needs.join(', ')}`;
  if (row === undefined) return 'nothing was counted';
  if (row.shown !== 'full' || row.interval === null) return `${row.n} are too few`;
  return Number.isFinite(row.interval.value) ? null : 'longer than was seen';
}

/** Limits of each part by its own interval, wider where customers stand behind several of its rows. */
function indexOf(figures: readonly MetricRow[], { scaled, parts }: IndexMaking, shared: Shared): Interval {
  const scores = figures.map(({ interval }, i) => {
    const { value, low, high } = onScale(interval!, scaled[i]!);
    const wider = Math.sqrt(shared.clustering(i));
    return {
      weight: parts[i]!.weight,
      value,
      low: Math.max(0, value - wider * (value - low)),
      high: Math.min(100, value + wider * (high - value)),
    };
  });
  const { value, low, high } = weightedSum(scores, shared.correlation);
  return { value, low: Math.max(0, low), high: Math.min(100, high) };
}

function onScale({ value, low, high }: Interval, scaled: ScaledMetric): Interval {
  const [a, b] = [scoreOf(low, scaled), scoreOf(high, scaled)];
  return { value: scoreOf(value, scaled), low: Math.min(a, b), high: Math.max(a, b) };
}

/** Of the last two periods. Customers who stand in both make it narrower than this says. */
export function changeOf(periods: readonly IndexPeriod[]): CxIndexReport['change'] {
  const [before, now] = periods.slice(-2);
  return now?.index == null || before?.index == null ? null : differenceOf(now.index, before.index);
}
