import type { DriversReport, Trend } from '../../../contracts/artefacts/drivers-report.ts';
import { normalReach } from '../../../models/numerics.ts';
import { literal } from '../../sql/sql-text.ts';
import { level } from './judge.ts';
import type { People } from './make-moments.ts';
import { feeBetween } from './make-rows.ts';
import { createFrom, type Setting } from './setting.ts';

type Trends = Pick<DriversReport, 'marginTrend' | 'trends'>;

/** Fewer customers with answers in one of the two quarters say nothing of a change. */
const fewestAnswering = 20;

/**
 * The last 90 days against the same 90 days a year before: what customers said, and what they brought. They disagree where
 * both changed clearly, one for the better and one for the worse. Reads `driver_moments` and `driver_orders`.
 */
export async function trendsOf(setting: Setting, people: People): Promise<Trends> {
  await createFrom(
    setting,
    'driver_quarters',
    `select q.quarter, q.from_at, q.until_at from (
       select 'now' as quarter, date_add('day', -90, s.as_of_at) as from_at, s.as_of_at as until_at from as_of_dates s
       union all
       select 'before' as quarter, date_add('day', -455, s.as_of_at) as from_at, date_add('day', -365, s.as_of_at) as until_at
       from as_of_dates s
     ) q`,
  );
  const margin = await marginTrend(setting, people);
  return { marginTrend: margin, trends: await scoreTrends(setting, margin) };
}

/** Of all customers, where a sample is looked at; null where nothing is known of the whole quarter a year before. */
async function marginTrend(setting: Setting, people: People): Promise<Trends['marginTrend']> {
  if (!(await reachesBack(setting))) return null;
  await createFrom(
    setting,
    'driver_earned',
    `select e.customer_id, sum(case when e.quarter = 'now' then e.margin else 0 end) as now_margin,
       sum(case when e.quarter = 'before' then e.margin else 0 end) as before_margin
     from (
       select o.customer_id, q.quarter, o.margin from driver_orders o
       join driver_quarters q on o.ordered_at >= q.from_at and o.ordered_at < q.until_at
       union all
       select t.customer_id, q.quarter, ${feeBetween('q.from_at', 'q.until_at')} as margin
       from driver_people p
       join all_terms t on t.customer_id = p.customer_id
       join driver_quarters q on t.started_at < q.until_at
     ) e group by e.customer_id`,
  );
  const [sums] = await setting.warehouse.rows(
    `select cast(sum(now_margin) as double) as now_sum, cast(sum(before_margin) as double) as before_sum,
       cast(floor(sum(
         cast(now_margin - before_margin as decimal(19, 2)) * cast(now_margin - before_margin as decimal(19, 2))
       )) as double) as squares
     from driver_earned`,
  );
  const times = people.known / Math.max(1, people.looked);
  const [now, before] = [times * Number(sums?.now_sum ?? 0), times * Number(sums?.before_sum ?? 0)];
  if (before === 0) return null;
  return { now, before, change: around(now - before, times * Math.sqrt(Number(sums!.squares))) };
}

/** Whether somebody bought, or was bound, before the quarter a year ago began. */
async function reachesBack(setting: Setting): Promise<boolean> {
  await createFrom(
    setting,
    'driver_first',
    `select min(f.first_at) as first_at from (
       select min(o.ordered_at) as first_at from driver_orders o
       union all
       select min(t.started_at) as first_at from all_terms t
     ) f`,
  );
  const [found] = await setting.warehouse.rows(
    `select count(*) as n from driver_quarters q join driver_first f on f.first_at <= q.from_at where q.quarter = 'before'`,
  );
  return Number(found?.n) > 0;
}

/** Each customer counts once, by the mean of their answers: several answers of one are not so many customers. */
async function scoreTrends(setting: Setting, margin: Trends['marginTrend']): Promise<Trend[]> {
  const said = setting.drivers.filter(({ kind }) => kind === 'subjective');
  if (said.length === 0) return [];
  const rows = await setting.warehouse.rows(
    `select a.driver, a.quarter, count(*) as n, sum(a.thousandths) as total, sum(a.thousandths * a.thousandths) as squares
     from (
       select m.driver, q.quarter, m.customer_id,
         cast(floor(1e3 * cast(sum(m.dose) as double) / cast(count(*) as double) + 0.5e0) as bigint) as thousandths
       from driver_moments m
       join driver_quarters q on m.moment >= q.from_at and m.moment < q.until_at
       where m.driver in (${said.map(({ name }) => literal(name)).join(', ')})
       group by m.driver, q.quarter, m.customer_id
     ) a group by a.driver, a.quarter order by a.driver, a.quarter`,
  );
  const of = (name: string, quarter: string) => {
    const row = rows.find((one) => one.driver === name && one.quarter === quarter);
    const n = Number(row?.n ?? 0);
    if (n < fewestAnswering) return null;
    const mean = Number(row!.total) / n / 1e3;
    return { mean, variance: Math.max(0, Number(row!.squares) / n / 1e6 - mean ** 2) / (n - 1) };
  };
  return said.flatMap(({ name, title }) => {
    const [now, before] = [of(name, 'now'), of(name, 'before')];
    if (now === null || before === null) return [];
    const change = around(now.mean - before.mean, Math.sqrt(now.variance + before.variance));
    const disagrees = margin !== null && signOf(change) * signOf(margin.change) === -1;
    return [{ name, title, now: now.mean, before: before.mean, change, disagrees }];
  });
}

function around(value: number, standardError: number) {
  const reach = normalReach(level) * standardError;
  return { value, low: value - reach, high: value + reach };
}

/** 0 where the interval holds 0. */
const signOf = ({ low, high }: { low: number; high: number }): number => (low > 0 ? 1 : high < 0 ? -1 : 0);
