import { hashLimit } from '../../facts/customer-share.ts';
import { literal } from '../../sql/sql-text.ts';
import casesOfRows from './cases-of-rows.sql';
import dataSql from './data.sql';
import daysOfRows from './days-of-rows.sql';
import { type People, shareLooked } from './make-moments.ts';
import nextScores from './next-scores.sql';
import ordersSql from './orders.sql';
import ordersOfRows from './orders-of-rows.sql';
import rowsSql from './rows.sql';
import { createFrom, type Setting } from './setting.ts';
import termsOfRows from './terms-of-rows.sql';

/** Of a driver with more rows a sample of customers is looked at. */
const mostRows = 30_000;
/** Of one customer's rows of a driver the latest so many. */
const mostOfCustomer = 20;
/** Two years: what moved money long ago need not do so now. */
const historyDays = 730;

/**
 * Creates `driver_data`: one row a driver and moment with the dose, the state before and what came after, and `driver_next`,
 * what customers said of what was done to them. Reads `driver_people` and `driver_moments`.
 */
export async function makeRows(setting: Setting, people: People): Promise<void> {
  const { churn } = setting.config;
  const window = {
    horizon: churn.horizonDays,
    lag: churn.lagDays,
    history: historyDays,
    most: mostOfCustomer,
  };
  await createFrom(setting, 'driver_orders', ordersSql);
  await createFrom(setting, 'driver_rows', rowsSql, {
    ...window,
    limit: await limitOf(setting, shareLooked(people)),
  });
  await createFrom(setting, 'driver_orders_before', ordersOfRows);
  await createFrom(setting, 'driver_cases_before', casesOfRows);
  await createFrom(setting, 'driver_days_before', daysOfRows);
  await createFrom(setting, 'driver_terms_before', termsOfRows, {
    grace: churn.graceDays,
    fee_90: feeBetween("date_add('day', -90, r.moment)", 'r.moment'),
    fee_365: feeBetween("date_add('day', -365, r.moment)", 'r.moment'),
    fee_after: feeBetween('r.start_at', 'r.end_at'),
  });
  await createFrom(setting, 'driver_data', dataSql, whoStays(setting));
  await createFrom(setting, 'driver_next', nextScores, {
    operational: namesOf(setting, 'operational'),
    subjective: namesOf(setting, 'subjective'),
  });
}

/** Below which hash a customer's rows of a driver are looked at: the customers are a share of all by the same hash. */
async function limitOf(setting: Setting, looked: number): Promise<string> {
  const counted = await setting.warehouse.rows(
    'select m.driver, count(*) as n from driver_moments m group by m.driver order by m.driver',
  );
  const limits = counted.flatMap(({ driver, n }) =>
    Number(n) > mostRows
      ? [
          `when m.driver = ${literal(String(driver))} then ${literal(hashLimit((looked * mostRows) / Number(n)))}`,
        ]
      : [],
  );
  return limits.length === 0 ? "'G'" : `case ${limits.join(' ')} else 'G' end`;
}

/** Who could still leave at the moment, and who is still there at the end, by the business's own definition of leaving. */
function whoStays({ config: { churn } }: Setting): { active: string; kept: string } {
  if (churn.kind === 'contractual') return { active: 't.running > 0', kept: 't.running_after > 0' };
  const since = `date_add('day', -${churn.lookbackDays}, r.moment)`;
  const bought = { active: `o.seen_at >= ${since}`, kept: 'o.orders_after > 0' };
  if (churn.by === 'orders') return bought;
  return {
    active: `(${bought.active} or d.seen_day >= cast(${since} as date))`,
    kept: `(${bought.kept} or d.days_after > 0)`,
  };
}

/** The fee of a term `t` that accrues between two instants. */
export const feeBetween = (from: string, until: string): string =>
  `cast(cast(t.monthly_margin as double) * 12e0 / 365.25e0 * greatest(0e0, cast(date_diff('second',
      greatest(t.started_at, ${from}), least(coalesce(t.ended_at, ${until}), ${until})) as double) / 86400e0)
      as decimal(17, 2))`;

const namesOf = ({ drivers }: Setting, kind: 'operational' | 'subjective'): string =>
  drivers
    .filter((driver) => driver.kind === kind)
    .map(({ name }) => literal(name))
    .join(', ') || "''";
