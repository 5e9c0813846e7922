import type { AlertRule } from '../../../contracts/config/alerts.ts';
import { ConfigError } from '../../../contracts/errors.ts';
import type { Side } from '../../../models/alerts.ts';
import type { Metric } from '../metric.ts';
import { refuseIdleLimit } from '../possible.ts';

/** A rule of the config with its metric and the side that it watches. */
export interface Rule {
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

/** Rules on the index of the business. @throws ConfigError where there is none, or for a change of it */
export const indexRulesOf = (rules: readonly AlertRule[], index: Metric | null): Rule[] =>
  rules.flatMap((rule, i) => {
    if (rule.metric !== cxIndexName) return [];
    const place = `cx.alerts[${i}]`;
    if (index === null)
      throw new ConfigError(`${place}.metric: cx_index is watched where cx.index is declared`);
    if (rule.dimension !== undefined) throw new ConfigError(`${place}.dimension: cx_index is of everybody`);
    if (rule.above !== undefined || rule.below !== undefined) return [ruleOf(rule, place, [index])];
    throw new ConfigError(
      `${place}: weeks of cx_index share three of their four weeks, so that chance cannot be told from change. Give above or below`,
    );
  });

/**
 * The rules as they are watched, but for those on the index.
 * @param metrics those that are counted
 * @throws ConfigError for a metric that is not counted, or one that cannot be watched in this way
 */
export const rulesOf = (rules: readonly AlertRule[], metrics: readonly Metric[]): Rule[] =>
  rules.flatMap((rule, i) => (rule.metric === cxIndexName ? [] : [ruleOf(rule, `cx.alerts[${i}]`, metrics)]));

function ruleOf(rule: AlertRule, place: string, metrics: readonly Metric[]): Rule {
  const metric = metrics.find(({ name }) => name === rule.metric);
  if (metric === undefined) {
    throw new ConfigError(
      `${place}.metric: ${rule.metric} is not counted. Counted are: ${metrics.map(({ name }) => name).join(', ')}`,
    );
  }
  const watch = watchOf(rule, metric, place);
  const limit = rule.above ?? rule.below ?? null;
  refuseUnwatchable(metric, watch, place);
  if (limit !== null) refuseIdleLimit(metric, rule.above === undefined ? 'below' : 'above', limit, place);
  return {
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
