import type { AlertRule } from '../../../contracts/config/alerts.ts';
import { ConfigError } from '../../../contracts/errors.ts';
import type { Side } from '../../../models/alerts.ts';
import type { Metric } from '../metric.ts';
import type { MissingMetric } from '../not-counted.ts';
import { refuseIdleLimit } from '../possible.ts';

/** A rule of the config with its metric and the side that it watches. */
export interface Rule {
  /** Where it stands in the config. */
  readonly place: string;
  readonly metric: Metric;
  readonly dimension: string;
  /** Null: each value of the dimension; of everybody there is one. */
  readonly of: string | null;
  readonly watch: 'rises' | 'falls' | 'above' | 'below';
  readonly side: Side;
  readonly limit: number | null;
  readonly least: number;
  readonly owner: string | null;
}

/** The business's own index, which is put together once all metrics are counted. */
export const cxIndexName = 'cx_index';

/**
 * The rules as they are watched, in the order of the config.
 * @param metrics those that are counted, with the index where there is one
 * @param missing those that the data cannot give: their rules are left out, and notCounted says so
 * @throws ConfigError for a metric that there is not, or one that cannot be watched in this way
 */
export const rulesOf = (
  rules: readonly AlertRule[],
  metrics: readonly Metric[],
  missing: readonly MissingMetric[] = [],
): Rule[] =>
  rules.flatMap((rule, i) =>
    missing.some(({ metric }) => metric === rule.metric) ? [] : [ruleOf(rule, `cx.alerts[${i}]`, metrics)],
  );

function ruleOf(rule: AlertRule, place: string, metrics: readonly Metric[]): Rule {
  const metric = metricOf(rule, place, metrics);
  const watch = watchOf(rule, metric, place);
  const limit = rule.above ?? rule.below ?? null;
  refuseUnwatchable(metric, watch, place);
  if (limit !== null) refuseIdleLimit(metric, rule.above === undefined ? 'below' : 'above', limit, place);
  return {
    place,
    metric,
    dimension: rule.dimension ?? 'all',
    of: rule.of ?? null,
    watch,
    side: watch === 'rises' || watch === 'above' ? 1 : -1,
    limit,
    least: rule.least ?? 0,
    owner: rule.owner ?? null,
  };
}

function metricOf({ metric, dimension }: AlertRule, place: string, metrics: readonly Metric[]): Metric {
  const found = metrics.find(({ name }) => name === metric);
  if (metric === cxIndexName) {
    if (found === undefined)
      throw new ConfigError(`${place}.metric: cx_index is watched where cx.index is declared`);
    if (dimension !== undefined) throw new ConfigError(`${place}.dimension: cx_index is of everybody`);
  }
  if (found !== undefined) return found;
  throw new ConfigError(
    `${place}.metric: ${metric} is not counted. Counted are: ${metrics.map(({ name }) => name).join(', ')}`,
  );
}

function watchOf({ above, below, when = 'worse' }: AlertRule, { better }: Metric, place: string) {
  if (above !== undefined) return 'above';
  if (below !== undefined) return 'below';
  if (when !== 'worse') return when;
  if (better !== 'neither') return better === 'higher' ? 'falls' : 'rises';
  throw new ConfigError(
    `${place}.when: neither more nor less of this metric is worse by itself. Write rises or falls, or give above or below`,
  );
}

function refuseUnwatchable({ records, statistic, name }: Metric, watch: Rule['watch'], place: string): void {
  if (watch === 'above' || watch === 'below') return;
  if (name === cxIndexName) {
    throw new ConfigError(
      `${place}: weeks of cx_index share three of their four weeks, so that chance cannot be told from change. Give above or below`,
    );
  }
  const isStock = records.counts === 'stock';
  if (isStock || statistic.kind === 'gap') {
    throw new ConfigError(
      `${place}: weeks of ${name} share most of their customers, so that chance cannot be told from change. Give above or below`,
    );
  }
}

/** Times, stocks, sums of money and the index are looked at week by week; everything else by days. */
export const isWeekly = ({ name, records, statistic }: Metric): boolean =>
  name === cxIndexName || records.counts === 'stock' || statistic.kind === 'time' || statistic.kind === 'gap';
