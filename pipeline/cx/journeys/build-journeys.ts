import type {
  Compared,
  JourneyFigures,
  JourneyStep,
  JourneysReport,
} from '../../../contracts/artefacts/journeys-report.ts';
import { addDays } from '../../../contracts/business-day.ts';
import type { Config } from '../../../contracts/config/config.ts';
import type { Row, Warehouse } from '../../../contracts/ports/warehouse.ts';
import { wilson } from '../../../models/effects.ts';
import { inlineFacts } from '../../facts/name-facts.ts';
import { isMapped, type Mapped } from '../dimensions.ts';
import { feeBetween } from '../drivers/make-rows.ts';
import { fewest, level } from '../estimate.ts';
import { rowValues } from '../index/row-values.ts';
import type { Metric } from '../metric.ts';
import { fillSlots } from '../records/fill-slots.ts';
import attemptsSql from './attempts.sql';
import funnelSql from './funnel.sql';
import { addSums, comparedOf, meanFigure, nothing, sumsOf } from './group-figures.ts';
import lastSql from './last-attempts.sql';
import saidSql from './said.sql';
import { saidMetrics } from './said-metrics.ts';
import stepsSql from './steps.sql';
import { attemptDays, instantOf } from './window.ts';
import worthSql from './worth.sql';

/** What journeys are told from. */
export interface JourneysRequest {
  readonly config: Config;
  readonly asOf: string;
  readonly mapped: Mapped;
  readonly warehouse: Warehouse;
  /** Metrics that were counted: tables of their records stand. */
  readonly metrics: readonly Metric[];
}

const needed = ['events.journey_id', 'events.outcome'];
const mostJourneys = 20;
const mostSteps = 30;

/**
 * Attempts at journeys of the last year: completion and drop-off by step, and what customers whose last attempt stopped said and were worth,
 * against those whose last attempt was completed. Reads the clean tables, and tables of records, which stand once the metrics are built.
 */
export async function buildJourneys(request: JourneysRequest): Promise<JourneysReport> {
  const { config, asOf, mapped, warehouse } = request;
  const { from, until } = attemptDays(asOf, config);
  const frame = { from, to: addDays(until, -1), needs: needed.filter((need) => !isMapped(need, mapped)) };
  if (frame.needs.length > 0) return { ...frame, journeys: [], others: 0 };
  const at = (day: string) => instantOf(day, config.business.timeZone);
  const slots = { from_at: at(from), until_at: at(until) };
  await warehouse.create('cx_journey_steps', inlineFacts(textOf(stepsSql, slots)));
  await warehouse.create('cx_journey_last', textOf(lastSql));
  const attempts = await warehouse.rows(textOf(attemptsSql));
  const byNumber = [...attempts].sort((a, b) => Number(b.attempts) - Number(a.attempts));
  const parts = {
    funnel: await warehouse.rows(textOf(funnelSql)),
    said: await saidOf(request),
    worth: await worthOf(request),
  };
  return {
    ...frame,
    journeys: byNumber.slice(0, mostJourneys).map((row) => journeyOf(row, parts)),
    others: Math.max(0, byNumber.length - mostJourneys),
  };
}

interface Parts {
  readonly funnel: readonly Row[];
  readonly said: readonly { readonly metric: Metric; readonly rows: readonly Row[] }[];
  /** Null where no margin is known. */
  readonly worth: readonly Row[] | null;
}

const textOf = (sql: string, slots: Readonly<Record<string, string | number>> = {}): string =>
  fillSlots(sql.replace(/^(--.*\n)+/, ''), slots);

async function saidOf({ warehouse, metrics }: JourneysRequest): Promise<Parts['said']> {
  const said: { metric: Metric; rows: readonly Row[] }[] = [];
  for (const metric of saidMetrics) {
    const values = rowValues(metric);
    if (values === null || !metrics.some(({ name }) => name === metric.name)) continue;
    const slots = { table: `cx_${metric.records.name}`, value: values.value, counts: values.counts };
    said.push({ metric, rows: await warehouse.rows(textOf(saidSql, slots)) });
  }
  return said;
}

/** Of orders, and of terms the fees that accrued. */
async function worthOf({ warehouse, mapped }: JourneysRequest): Promise<Parts['worth']> {
  const year = "date_add('day', -365, l.began_at)";
  const margins = [
    ...(isMapped('orders.amount', mapped)
      ? [
          `select l.customer_id, l.began_at as journey_at, cast(o.margin as decimal(17, 2)) as margin
           from (select distinct x.customer_id, x.began_at from cx_journey_last x) l
           join all_lines o on o.customer_id = l.customer_id and o.ordered_at >= ${year} and o.ordered_at < l.began_at`,
        ]
      : []),
    ...(isMapped('subscriptions.monthly_amount', mapped)
      ? [
          `select l.customer_id, l.began_at as journey_at, ${feeBetween(year, 'l.began_at')} as margin
           from (select distinct x.customer_id, x.began_at from cx_journey_last x) l
           join all_terms t on t.customer_id = l.customer_id and t.started_at < l.began_at`,
        ]
      : []),
  ];
  if (margins.length === 0) return null;
  return warehouse.rows(inlineFacts(textOf(worthSql, { margins: margins.join('\nunion all\n') })));
}

function journeyOf({ journey, attempts, completed }: Row, { funnel, said, worth }: Parts): JourneyFigures {
  const own = (rows: readonly Row[]) => rows.filter((row) => row.journey === journey);
  const ended = (rows: readonly Row[], isCompleted: number) =>
    rows
      .filter((row) => Number(row.is_completed) === isCompleted)
      .map(sumsOf)
      .reduce(addSums, nothing);
  const both = (rows: readonly Row[]) => ({ stopped: ended(rows, 0), completed: ended(rows, 1) });
  const steps = own(funnel)
    .sort((a, b) => Number(b.reached) - Number(a.reached))
    .slice(0, mostSteps)
    .sort((a, b) => Number(a.places) / Number(a.reached) - Number(b.places) / Number(b.reached));
  const ofWorth = own(worth ?? []);
  return {
    journey: textOrNull(journey),
    attempts: Number(attempts),
    completed: Number(completed),
    completion: shareOf(Number(completed), Number(attempts)),
    steps: steps.map((row) => stepOf(row, ofWorth)),
    said: said.flatMap(({ metric, rows }) => saidBy(metric, both(own(rows)))),
    worth:
      worth === null
        ? null
        : comparedOf({ metric: 'margin', title: 'Margin of the year before', unit: 'money' }, both(ofWorth)),
  };
}

const textOrNull = (value: Row[string] | undefined): string | null => (value == null ? null : String(value));

function stepOf({ step, reached, stopped, failed }: Row, worth: readonly Row[]): JourneyStep {
  const here = worth.find((row) => row.step === step && Number(row.is_completed) === 0);
  return {
    step: textOrNull(step),
    reached: Number(reached),
    stopped: Number(stopped),
    failed: Number(failed),
    dropOff: shareOf(Number(stopped), Number(reached)),
    worth: meanFigure(sumsOf(here)),
  };
}

function saidBy(
  { name, title, unit, statistic }: Metric,
  groups: Parameters<typeof comparedOf>[1],
): Compared[] {
  if (groups.stopped.n + groups.completed.n === 0) return [];
  const bounds = statistic.kind === 'mean' ? statistic.bounds : undefined;
  return [
    comparedOf(
      { metric: name, title, unit },
      groups,
      bounds === undefined ? undefined : { least: bounds[0], most: bounds[1] },
    ),
  ];
}

function shareOf(hits: number, n: number) {
  if (n < fewest) return null;
  const [low, high] = wilson({ kept: hits, n }, level);
  return { value: hits / n, low, high };
}
