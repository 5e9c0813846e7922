import { openLocalRun } from '../../cli/local-run.ts';
import { addDays, sqlInstant, startOfDay } from '../../contracts/business-day.ts';
import { keys } from '../../contracts/keys.ts';
import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import { attachCleanTables } from '../../pipeline/sources/clean-tables.ts';
import { runUntil } from '../../pipeline/stages/run-all.ts';
import { keyOf, resultOf } from '../../pipeline/stages/stage.ts';
import { silent } from '../models/silent.ts';
import type { Judged } from './share-held.ts';

export interface JudgeRequest {
  /** The business's config. */
  readonly config: string;
  /** Where both runs write. */
  readonly out: string;
}

/**
 * Makes the list of the last day whose outcomes are known, by a model that knows nothing of what came after, and says of
 * every customer active then what became of them.
 */
export async function judgeList({ config, out }: JudgeRequest): Promise<Judged[]> {
  const later = await openLocalRun({ config, out: `${out}/later` }, silent);
  const { churn, business } = later.run.config;
  const asOf = addDays(business.dataUntil, -churn.horizonDays - churn.lagDays);
  const then = await openLocalRun({ config, out: `${out}/then`, asOf }, silent);
  await runUntil('list', then.run, then.environment);
  await runUntil('check', later.run, later.environment);
  const warehouse = await later.environment.openWarehouse();
  try {
    const checked = await resultOf('check', later.run, later.environment);
    await attachCleanTables(warehouse, checked, (source) => keys.clean(keyOf(later.run, 'check'), source));
  } catch (error) {
    await warehouse.close();
    throw error;
  }
  const scored = await then.environment.openWarehouse();
  try {
    await scored.attach('scores', keys.scores(keyOf(then.run, 'score')));
    await scored.attach('ledger', keys.ledger);
    await scored.attach('lists', keys.listTable(asOf));
    const at = (day: string) => sqlInstant(startOfDay(day, business.timeZone));
    const became = await outcomesOf(warehouse, at(asOf), at(addDays(asOf, churn.horizonDays)));
    const rows = await scored.rows(
      `select s.customer_id, s.churn, s.value_at_risk, l.customer_id is not null as listed,
         s.customer_id in (select customer_id from lists where list = 'suppressed') as barred
       from scores s left join ledger l on l.customer_id = s.customer_id and l.as_of = '${asOf}' where s.active`,
    );
    return rows.map((row) => {
      const { margin = 0, stayed = false } = became.get(String(row.customer_id)) ?? {};
      return {
        id: String(row.customer_id),
        churn: Number(row.churn),
        valueAtRisk: Number(row.value_at_risk),
        pastMargin: margin,
        lost: stayed ? 0 : margin,
        listed: row.listed === true,
        barred: row.barred === true,
      };
    });
  } finally {
    await scored.close();
    await warehouse.close();
  }
}

/** Margin of the year before, and whether anything was bought within the horizon. */
async function outcomesOf(
  warehouse: Warehouse,
  asOf: string,
  until: string,
): Promise<Map<string, { margin: number; stayed: boolean }>> {
  const rows = await warehouse.rows(
    `select customer_id,
       cast(sum(case when ordered_at < timestamp '${asOf}' and ordered_at >= timestamp '${asOf}' - interval '365' day
         then coalesce(margin, amount) else 0 end) as double) as margin,
       count_if(kind = 'sale' and ordered_at >= timestamp '${asOf}' and ordered_at < timestamp '${until}') as sales
     from orders group by customer_id`,
  );
  return new Map(
    rows.map(({ customer_id, margin, sales }) => [
      String(customer_id),
      { margin: Number(margin), stayed: Number(sales) > 0 },
    ]),
  );
}
