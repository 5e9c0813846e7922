import {
  binomialTail,
  countSpread,
  countTail,
  type Level,
  type LevelSeries,
  type Side,
} from '../../../models/alerts.ts';
import { estimate, type Figure, type Measured } from '../estimate.ts';
import type { Metric } from '../metric.ts';
import type { DayCounts } from './count-days.ts';

/** Fewer rows have no verdict, and so no alert; ratios need more. */
const fewest = 20;
const fewestOfRatios = 60;
/** A level wanders by so much of its scale, or of the deviation of its rows where that has no ends. */
const [driftOfScale, driftOfRows] = [0.02, 0.04];

/** A metric day by day, for one value of a dimension. */
export class DaySeries implements LevelSeries {
  readonly days: number;
  private readonly metric: Metric;
  private readonly counts: DayCounts;
  private readonly sums: ReadonlyMap<string, Float64Array>;
  /** Of counts: how those before a day spread, variance over mean. */
  private readonly spread: (day: number) => number;

  /** @param days whole days that are settled, the first of the watched ones */
  constructor(metric: Metric, counts: DayCounts, days: number) {
    this.metric = metric;
    this.counts = counts;
    this.days = days;
    this.sums = new Map([...counts.parts].map(([part, values]) => [part, running(values)]));
    this.spread = countSpread(this.rows);
  }

  /** What the days from one to another say of the metric. */
  figure(from: number, until: number): Figure {
    return estimate(this.metric, this.between(from, until));
  }

  level(from: number, until: number): Level | null {
    const { kind } = this.metric.statistic;
    const at = this.between(from, until);
    if (kind === 'count') return countLevel(at('n'), until - from + 1, this.spread(from));
    if (at('n') < (kind === 'ratio' ? fewestOfRatios : fewest)) return null;
    const level = levelOf(this.metric, at);
    const scale = scaleOf(this.metric);
    return level === null || !Number.isFinite(level.spread)
      ? null
      : { ...level, value: scale * level.value, spread: scale ** 2 * level.spread };
  }

  get chance(): LevelSeries['chance'] {
    if (this.metric.statistic.kind === 'count') return countChance;
    if (this.metric.statistic.kind !== 'share') return null;
    return ({ n, value }, truth, side) => binomialTail({ n, hits: Math.round(n * value), truth, side });
  }

  drift({ spread }: Level): number {
    const { statistic } = this.metric;
    if (statistic.kind === 'share') return driftOfScale;
    if (statistic.kind === 'net') return 2 * driftOfScale * scaleOf(this.metric);
    if (statistic.kind === 'mean' && statistic.bounds !== undefined)
      return driftOfScale * (statistic.bounds[1] - statistic.bounds[0]);
    return driftOfRows * Math.sqrt(spread);
  }

  get isOpen(): boolean {
    return ['mean', 'ratio'].includes(this.metric.statistic.kind);
  }

  /** Rows of each day. */
  get rows(): Float64Array {
    return this.counts.parts.get('n')!.subarray(0, this.days);
  }

  private between(from: number, until: number): Measured {
    return (part) => {
      const sums = this.sums.get(part)!;
      return sums[until + 1]! - sums[from]!;
    };
  }
}

/** Sums before each day, one more than there are days. */
function running(values: Float64Array): Float64Array {
  const sums = new Float64Array(values.length + 1);
  for (let i = 0; i < values.length; i++) sums[i + 1] = sums[i]! + values[i]!;
  return sums;
}

const scaleOf = ({ unit }: Metric): number => (unit === 'points' ? 100 : 1);

/** A count a day; rows are days, and vary as the days before have: more than counts of chance do, where they come in bursts. */
const countLevel = (n: number, days: number, spread: number): Level => ({
  n: days,
  value: n / days,
  spread: (spread * Math.max(n, 1)) / days,
});

/** Of so many in all on those days or more, or of so many or fewer, negative binomial: few lie further below than their own spread says. */
function countChance({ n: days, value, spread: variance }: Level, truth: number, side: Side): number {
  const [seen, mean] = [Math.round(days * value), days * truth];
  const spread = variance / (Math.max(seen, 1) / days);
  return side === 1 ? countTail(seen, mean, spread) : 1 - countTail(seen + 1, mean, spread);
}

/** The level, and the variance of one row, with a row more of each kind, or at each end, so that none is without. */
function levelOf({ statistic }: Metric, at: Measured): Level | null {
  const n = at('n');
  switch (statistic.kind) {
    case 'share': {
      const share = (at('hits') + 1) / (n + 2);
      return { n, value: at('hits') / n, spread: share * (1 - share) };
    }
    case 'net': {
      const [up, down] = [(at('up') + 1) / (n + 3), (at('down') + 1) / (n + 3)];
      return { n, value: (at('up') - at('down')) / n, spread: up + down - (up - down) ** 2 };
    }
    case 'mean':
      return meanLevel(n, at('sum'), at('squares'), statistic.bounds);
    case 'ratio': {
      const [a, b] = [at('a'), at('b')];
      if (b === 0) return null;
      const ratio = a / b;
      const misses = (at('aa') - 2 * ratio * at('ab') + ratio ** 2 * at('bb')) / n;
      return { n, value: ratio, spread: Math.max(0, misses) / (b / n) ** 2 };
    }
    default:
      return null;
  }
}

function meanLevel(n: number, sum: number, squares: number, bounds?: readonly [number, number]): Level {
  const value = sum / n;
  if (bounds === undefined) return { n, value, spread: Math.max(0, squares / n - value ** 2) };
  const [least, most] = bounds;
  const mean = (sum + least + most) / (n + 2);
  return {
    n,
    value,
    spread: Math.max(0, (squares + least ** 2 + most ** 2) / (n + 2) - mean ** 2),
  };
}
