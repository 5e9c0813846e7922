import type { CxIndexConfig } from '../../../contracts/config/cx-index.ts';
import { ConfigError } from '../../../contracts/errors.ts';
import { catalogue } from '../catalogue.ts';
import type { Metric } from '../metric.ts';
import { possibleValues } from '../possible.ts';

/** A metric of the index, and the figures that count as 0 and as 100. */
export interface ScaledMetric {
  readonly metric: Metric;
  readonly worst: number;
  readonly best: number;
}

/**
 * The metrics of an index with the ends of their scales.
 * @throws ConfigError for a metric that is not there, one without a scale of its own, and ends against its good direction
 */
export const scaledMetrics = (
  { parts }: CxIndexConfig,
  metrics: readonly Metric[] = catalogue,
): ScaledMetric[] =>
  parts.map((part, i) => {
    const place = `cx.index.parts[${i}]`;
    const metric = metrics.find(({ name }) => name === part.metric);
    if (metric === undefined) {
      throw new ConfigError(
        `${place}.metric: there is no metric ${part.metric}. There are: ${metrics.map(({ name }) => name).join(', ')}`,
      );
    }
    const [worst, best] =
      part.worst === undefined || part.best === undefined ? endsOf(metric, place) : [part.worst, part.best];
    if (metric.better !== 'neither' && best > worst !== (metric.better === 'higher')) {
      throw new ConfigError(
        `${place}: of ${metric.name} a ${metric.better} figure is better; swap worst and best`,
      );
    }
    return { metric, worst, best };
  });

/** The ends of the scale of a metric itself, the bad one first. */
function endsOf(metric: Metric, place: string): readonly [number, number] {
  const ends = scaleOf(metric);
  if (ends === undefined || metric.better === 'neither') {
    throw new ConfigError(
      `${place}: ${metric.name} has no scale with a bad and a good end; say with worst and best which figures count as 0 and as 100`,
    );
  }
  return metric.better === 'higher' ? ends : [ends[1], ends[0]];
}

function scaleOf(metric: Metric): readonly [number, number] | undefined {
  const ends = possibleValues(metric);
  return ends.every(Number.isFinite) ? ends : undefined;
}

/** A figure on the scale from 0 to 100; beyond an end it counts as the end. */
export const scoreOf = (value: number, { worst, best }: Pick<ScaledMetric, 'worst' | 'best'>): number =>
  Math.max(0, Math.min(100, (100 * (value - worst)) / (best - worst)));
