import type { MetricAlert, MetricAlerts } from '../../../contracts/artefacts/metric-alert.ts';
import { addDays } from '../../../contracts/business-day.ts';
import type { Config } from '../../../contracts/config/config.ts';
import { keys } from '../../../contracts/keys.ts';
import type { BuiltMetrics, MetricRow } from '../build-metrics.ts';
import type { Passage } from '../count-cells.ts';
import type { Metric } from '../metric.ts';
import { appendAlertEvents, readAlertEvents } from './alert-ledger.ts';
import { type Behind, openOf, readBehind } from './behind.ts';
import { writeBehind } from './behind-files.ts';
import type { FigureOfDays } from './found-breach.ts';
import { falseAlarms, judgeAlerts, type WatchedSeries } from './judge-alerts.ts';
import { type KeptAlert, keepAlerts } from './keep-alerts.ts';
import { indexRulesOf } from './rules.ts';

export interface RaiseRequest {
  readonly config: Config;
  readonly asOf: string;
  readonly run: string;
  /** Key of the stage, under which the customers behind alerts are written. */
  readonly key: string;
  /** The business's own index, as a metric with its blocks of four weeks; null where there is none. */
  readonly index?: (Pick<BuiltMetrics, 'rows'> & { readonly metric: Metric }) | null;
}

/**
 * Looks at all that `cx.alerts` watches, and writes what opened or closed to the ledger before anybody is told: where another
 * run was first, what it wrote counts.
 */
export async function raiseAlerts(
  built: BuiltMetrics,
  passage: Passage,
  { config, asOf, run, key, index = null }: RaiseRequest,
): Promise<MetricAlerts> {
  const { days, counted } = built.watched;
  const rules = [...built.watched.rules, ...indexRulesOf(config.cx.alerts, index?.metric ?? null)];
  const rows = [...built.rows, ...(index?.rows ?? []).map(asWeek)];
  const watched = judgeAlerts({ rules, days, rows, asOf, config });
  const kept = await keep(watched, passage, { asOf, run });
  const open = openOf(kept, asOf);
  const behind = await readBehind(open, counted, passage);
  return {
    series: watched.length,
    perYear: watched.length === 0 ? 0 : falseAlarms,
    alerts: kept
      .map((one) => alertOf(one, index === null ? built.metrics : [...built.metrics, index.metric], behind))
      .sort(byState),
    files: open.length === 0 ? [] : await writeBehind(passage.store, keys.alerts(key), behind),
  };
}

/** Four weeks of the index under the last of them. */
const asWeek = (row: MetricRow): MetricRow => ({ ...row, grain: 'week', first: addDays(row.last, -6) });

async function keep(
  watched: readonly WatchedSeries[],
  { store }: Passage,
  at: { readonly asOf: string; readonly run: string },
): Promise<readonly KeptAlert[]> {
  for (;;) {
    const { events, next } = await readAlertEvents(store);
    const { alerts, fresh } = keepAlerts(watched, { ...at, ledger: events });
    if (fresh.length === 0 || (await appendAlertEvents(store, next, fresh))) return alerts;
  }
}

/** An alert as a report tells it. */
export function alertOf(
  { id, state, event, found, closed }: KeptAlert,
  metrics: readonly Metric[],
  behind: Behind,
): MetricAlert {
  const metric = metrics.find(({ name }) => name === event.metric);
  const own = behind.customers.filter(({ alert_id }) => alert_id === id);
  return {
    id,
    metric: event.metric,
    title: metric?.title ?? event.metric,
    unit: metric?.unit ?? 'count',
    better: metric?.better ?? 'neither',
    of: event.value === null ? null : { dimension: event.dimension, value: event.value },
    watch: event.watch as MetricAlert['watch'],
    limit: event.threshold,
    owner: found?.series.rule.owner ?? null,
    state,
    since: event.since,
    opened: event.day,
    closed: closed?.day ?? null,
    because: (closed?.because ?? null) as MetricAlert['because'],
    now: figureOf(found?.breach.now),
    usual: figureOf(found?.breach.usual),
    rows: own.reduce((sum, { n }) => sum + n, 0),
    customers: own.filter(({ customer_id }) => customer_id !== null).length,
    channels: behind.channels
      .filter(({ alert_id }) => alert_id === id)
      .map(({ channel, n }) => ({ channel, rows: n })),
  };
}

const figureOf = (found: FigureOfDays | null | undefined): MetricAlert['now'] =>
  found == null
    ? null
    : {
        first: found.first,
        last: found.last,
        n: found.n,
        value: found.interval?.value ?? null,
        low: found.interval?.low ?? null,
        high: found.interval?.high ?? null,
      };

const places: readonly MetricAlert['state'][] = ['opened', 'still open', 'closed'];

/** What is new first, then by the day on which it opened. */
const byState = (a: MetricAlert, b: MetricAlert): number =>
  places.indexOf(a.state) - places.indexOf(b.state) ||
  (a.opened < b.opened ? 1 : a.opened > b.opened ? -1 : a.id < b.id ? -1 : 1);
