import { ConfigError } from '../../contracts/errors.ts';
import type { Metric } from './metric.ts';

/** The least and the most that a metric can be, in its own unit; infinite where nothing bounds it. */
export function possibleValues({ statistic, unit }: Metric): readonly [least: number, most: number] {
  const factor = unit === 'points' ? 100 : 1;
  switch (statistic.kind) {
    case 'share':
      return [0, factor];
    case 'net':
      return [-factor, factor];
    case 'mean':
      return statistic.bounds ?? [-Infinity, Infinity];
    case 'gap':
      return [-Infinity, Infinity];
    case 'ratio':
    case 'count':
    case 'time':
      return [0, Infinity];
  }
}

/**
 * Refuses a target that a metric cannot reach: 85 for a share, which is meant as 0.85.
 * @throws ConfigError that says what the metric can be
 */
export function refuseUnreachable(metric: Metric, value: number, place: string): void {
  const [least, most] = possibleValues(metric);
  if (value >= least && value <= most) return;
  throw new ConfigError(`${place}: ${metric.name} is never ${value}${cure(metric, value)}`);
}

/**
 * Refuses a limit that a metric cannot pass, or that it always has passed.
 * @throws ConfigError that says what the metric can be
 */
export function refuseIdleLimit(
  metric: Metric,
  watch: 'above' | 'below',
  limit: number,
  place: string,
): void {
  const [least, most] = possibleValues(metric);
  if (watch === 'above' ? limit >= most : limit <= least)
    throw new ConfigError(
      `${place}.${watch}: ${metric.name} is never ${watch} ${limit}${cure(metric, limit)}`,
    );
  if (watch === 'above' ? limit < least : limit > most)
    throw new ConfigError(
      `${place}.${watch}: ${metric.name} is always ${watch} ${limit}${cure(metric, limit)}`,
    );
}

/** What it can be; where a share was written as a percentage, how it is written. */
function cure(metric: Metric, value: number): string {
  const [least, most] = possibleValues(metric);
  const range = Number.isFinite(most) ? `It goes from ${least} to ${most}` : `It is ${least} or more`;
  const meant = most === 1 && value > 1 && value <= 100 ? `. ${value}% is written ${value / 100}` : '';
  return `. ${range}${meant}`;
}
