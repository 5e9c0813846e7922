import type { MetricAlert } from '../../../contracts/artefacts/metric-alert.ts';
import type { AlertRule } from '../../../contracts/config/alerts.ts';
import type { Config } from '../../../contracts/config/config.ts';
import type { SourceName } from '../../../contracts/sources/column.ts';
import { availableMetrics } from '../build-metrics.ts';
import { catalogue } from '../catalogue.ts';
import type { Passage } from '../count-cells.ts';
import type { Mapped } from '../dimensions.ts';
import type { Metric } from '../metric.ts';
import { appendAlertEvents, readAlertEvents } from './alert-ledger.ts';
import { openOf, readBehind } from './behind.ts';
import { writeBehind } from './behind-files.ts';
import { countWatched } from './count-watched.ts';
import { judgeAlerts, type WatchedSeries } from './judge-alerts.ts';
import { type KeptAlert, keepAlerts } from './keep-alerts.ts';
import { alertOf } from './raise-alerts.ts';
import { isWeekly, rulesOf } from './rules.ts';

export interface EarlyRequest {
  readonly config: Config;
  /** As-of date of the night to come, so that what it finds is the same alert. */
  readonly asOf: string;
  /** What looks. */
  readonly run: string;
  /** Sources with rows that no night has seen. */
  readonly sources: readonly SourceName[];
  readonly mapped: Mapped;
  /** Whether the table `moods_read` stands. */
  readonly withMoods: boolean;
  /** Series that the last night watched. */
  readonly among: number;
  /** Whether the last day is not over yet. */
  readonly isUnderWay: boolean;
  /** Prefix for the customers behind alerts. */
  readonly prefix: string;
}

export interface OpenedEarly {
  readonly alerts: readonly MetricAlert[];
  readonly files: readonly string[];
}

/** Looks at a day that is under way are worth so many independent ones. */
const peeksOfDay = 10;

/** Enough months for the days that are watched, and no more. */
const shortHistory = { days: 7, weeks: 4, months: 8 };

/**
 * Opens what the night to come would open of some sources, as far as it can be said before: levels, and counts that are
 * more than a whole day's limit already. What only a whole day or week shows, such as fewer answers than usual, is the
 * night's, and so is every closing. An alert that is open stays as it is.
 */
export async function openEarly(passage: Passage, request: EarlyRequest): Promise<OpenedEarly> {
  const { config, asOf, run, mapped, withMoods, among, isUnderWay } = request;
  const alerts = config.cx.alerts.filter((rule) => canBeEarly(rule, request));
  if (alerts.length === 0) return { alerts: [], files: [] };
  const rules = rulesOf(alerts, catalogue);
  const early = { ...config, cx: { ...config.cx, ...shortHistory } };
  const { days, counted } = await countWatched(rules, { config: early, asOf, mapped, withMoods }, passage);
  const peeks = isUnderWay ? peeksOfDay : 1;
  const watched = judgeAlerts({ rules, days, rows: [], asOf, config, among, peeks });
  const opened = await open(watched, passage, { asOf, run });
  const behind = await readBehind(openOf(opened, asOf), counted, passage);
  return {
    alerts: opened.map((one) => ({ ...alertOf(one, catalogue, behind), state: 'opened' as const })),
    files: opened.length === 0 ? [] : await writeBehind(passage.store, request.prefix, behind),
  };
}

/** Fewer rows than usual can only be told of whole days, and times of whole weeks. */
function canBeEarly(rule: AlertRule, { config, mapped, sources }: EarlyRequest): boolean {
  const metric = availableMetrics(catalogue, config, mapped).available.find(
    ({ name }) => name === rule.metric,
  );
  if (metric === undefined || isWeekly(metric)) return false;
  const { source } = metric.records;
  return source !== undefined && sources.includes(source) && !waitsForWholeDays(metric, rule);
}

const waitsForWholeDays = ({ statistic }: Metric, { below, when }: AlertRule): boolean =>
  statistic.kind === 'count' && (below !== undefined || when === 'falls');

/** Writes openings of series without an open alert to the ledger; answers all that are this looker's, an earlier attempt's too. */
async function open(
  watched: readonly WatchedSeries[],
  { store }: Passage,
  at: { readonly asOf: string; readonly run: string },
): Promise<readonly KeptAlert[]> {
  for (;;) {
    const { events, next } = await readAlertEvents(store);
    const { alerts, fresh } = keepAlerts(watched, { ...at, ledger: events });
    const standing = new Set(
      alerts.flatMap(({ event, state }) => (state === 'opened' ? [] : [event.series])),
    );
    const openings = fresh.filter(({ event, series }) => event === 'opened' && !standing.has(series));
    if (openings.length === 0 || (await appendAlertEvents(store, next, openings)))
      return alerts.filter(
        ({ event, closed }) =>
          event.run === at.run && closed === null && !isLeft(event.alert_id, fresh, openings),
      );
  }
}

type Said = readonly { readonly alert_id: string }[];

/** Found now and not written: left to the night. */
const isLeft = (id: string, fresh: Said, openings: Said): boolean =>
  fresh.some(({ alert_id }) => alert_id === id) && !openings.some(({ alert_id }) => alert_id === id);
