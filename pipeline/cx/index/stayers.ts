import type { LearnedWeights } from '../../../contracts/artefacts/cx-index.ts';
import { addDays } from '../../../contracts/business-day.ts';
import type { Config } from '../../../contracts/config/config.ts';
import { hashLimit } from '../../facts/customer-share.ts';
import { literal } from '../../sql/sql-text.ts';
import { readNumbers } from '../../tables/read-numbers.ts';
import { clear } from '../../tables/unload-rows.ts';
import type { Passage } from '../count-cells.ts';
import type { ScaledMetric } from './index-part.ts';
import { countsSql, rowValues, valueSql } from './row-values.ts';

/** Customers who could still leave on a day: who stayed, and what was known of them by then. */
export interface Stayers {
  readonly on: string;
  readonly stayed: Float64Array;
  /** Days since they were last seen, and days on which they were in the year before. */
  readonly recency: Float64Array;
  readonly times: Float64Array;
  /** Each part's mean over a customer's rows of the year before, in its unit; NaN where there are none. */
  readonly values: readonly Float64Array[];
}

/** More say no more of so few slopes. */
const mostCustomers = 50_000;
/** Rows of so many days before count. */
const yearDays = 365;

/** The day from which staying is known on the day of learning. */
export const lookedFrom = (learnedOn: LearnedWeights['on'], { churn }: Config): string =>
  addDays(learnedOn, -(churn.horizonDays + churn.graceDays + churn.lagDays));

/** Reads the tables of records, that of `standing` among them. */
export async function readStayers(
  scaled: readonly ScaledMetric[],
  learnedOn: string,
  { config, passage: { warehouse, store, prefix } }: { readonly config: Config; readonly passage: Passage },
): Promise<Stayers> {
  const on = lookedFrom(learnedOn, config);
  await warehouse.create('cx_stayers', standingSelect(on));
  const [counted] = await warehouse.rows('select count(*) as n from cx_stayers');
  const share = Math.min(1, mostCustomers / Math.max(1, Number(counted?.n ?? 0)));
  const parts = scaled.map((_, i) => `v${i}`);
  const names = ['stayed', 'recency', 'times', ...parts];
  await clear(store, prefix);
  const files = await warehouse.unload(valuesSelect(scaled, on, share), prefix, { orderBy: ['customer_id'] });
  const read = await readNumbers(store, files, names, Number.NaN);
  await clear(store, prefix);
  const column = (name: string) => read.get(name)!;
  return {
    on,
    stayed: column('stayed'),
    recency: column('recency'),
    times: column('times'),
    values: scaled.map(({ metric }, i) => column(`v${i}`).map((value) => value * rowValues(metric)!.factor)),
  };
}

/** Who can still leave at the first instant of a day, of the changes that `standing` holds. */
const standingSelect = (on: string): string => `select s.customer_id,
    1 - cast(sum(s.churned) as bigint) as stayed,
    date_diff('day', max(case when s.active = 1 then s.day end), date ${literal(on)}) as recency,
    count_if(s.active = 1 and s.day > date ${literal(addDays(on, -yearDays))}) as times
  from cx_standing s
  where s.day <= date ${literal(on)}
  group by s.customer_id
  having sum(s.active) > 0`;

function valuesSelect(scaled: readonly ScaledMetric[], on: string, share: number): string {
  const parts = scaled.map(({ metric }, i) => {
    const values = rowValues(metric)!;
    const settled = typeof metric.settledAfter === 'number' ? metric.settledAfter : 0;
    return `left join (
      select r.customer_id, cast(cast(sum(${valueSql(values)}) as decimal(18, 4)) as double) / sum(${countsSql(values)}) as value
      from cx_${metric.records.name} r
      where r.day >= date ${literal(addDays(on, -yearDays))} and r.day < date ${literal(addDays(on, -settled))} and ${values.counts}
      group by r.customer_id
    ) p${i} on p${i}.customer_id = s.customer_id`;
  });
  const hash = `substr(to_hex(md5(to_utf8('cx index/' || s.customer_id))), 1, 8)`;
  return `select s.customer_id, cast(s.stayed as double) as stayed, cast(s.recency as double) as recency,
    cast(s.times as double) as times${scaled.map((_, i) => `, p${i}.value as v${i}`).join('')}
  from cx_stayers s
  ${parts.join('\n  ')}
  where ${hash} < ${literal(hashLimit(share))}`;
}
