import type { MetricAlert, MetricAlerts } from '../../../contracts/artefacts/metric-alert.ts';
import { addDays } from '../../../contracts/business-day.ts';
import { keys } from '../../../contracts/keys.ts';
import type { MetricRow } from '../build-metrics.ts';
import type { Passage } from '../count-cells.ts';
import type { RecordsRequest } from '../make-records.ts';
import type { Metric } from '../metric.ts';
import { appendAlertEvents, readAlertEvents } from './alert-ledger.ts';
import { type Behind, openOf, readBehind } from './behind.ts';
import { writeBehind } from './behind-files.ts';
import { countWatched } from './count-watched.ts';
import type { FigureOfDays } from './found-breach.ts';
import { falseAlarms, judgeAlerts, type WatchedSeries } from './judge-alerts.ts';
import { type KeptAlert, keepAlerts } from './keep-alerts.ts';
import { cxIndexName, type Rule } from './rules.ts';

export interface RaiseRequest extends RecordsRequest {
  readonly run: string;
  /** Key of the stage, under which the customers behind alerts are written. */
  readonly key: string;
  readonly rules: readonly Rule[];
  /** What metrics are called that an alert may be of, one of an earlier rule among them. */
  readonly metrics: readonly Metric[];
  /** The figures of what is watched, the index's in blocks of four weeks. */
  readonly rows: readonly MetricRow[];
}

/**
 * Looks at all that is watched, and writes what opened or closed to the ledger before anybody is told: where another run was
 * first, what it wrote counts.
 */
export async function raiseAlerts(passage: Passage, request: RaiseRequest): Promise<MetricAlerts> {
  const { config, asOf, run, key, rules, metrics } = request;
  const { days, counted } = await countWatched(rules, request, passage);
  const rows = request.rows.map((row) => (row.metric === cxIndexName ? asWeek(row) : row));
  const watched = judgeAlerts({ rules, days, rows, asOf, config });
  const kept = await keep(watched, passage, { asOf, run });
  const open = openOf(kept, asOf);
  const behind = await readBehind(open, counted, passage);
  return {
    series: watched.length,
    perYear: watched.length === 0 ? 0 : falseAlarms,
    alerts: kept.map((one) => alertOf(one, metrics, behind)).sort(byState),
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
