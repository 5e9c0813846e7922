import type { Returning } from '../../../contracts/artefacts/returning.ts';
import type { Config } from '../../../contracts/config/config.ts';
import type { ObjectStore } from '../../../contracts/ports/object-store.ts';
import type { Warehouse } from '../../../contracts/ports/warehouse.ts';
import { identifier, literal } from '../../sql/sql-text.ts';
import { unloadRows } from '../../tables/unload-rows.ts';
import { cellsSelect, chanceSql, goneDates, goneSelect } from './gone.ts';
import { judgeReturning } from './judge-returning.ts';

export interface ReturningRequest {
  readonly asOf: string;
  readonly config: Pick<Config, 'churn' | 'business'>;
  /** Table of the scores file. */
  readonly scores: string;
  /** Key prefix for rows on their way out of the warehouse; nothing stays there. */
  readonly prefix: string;
}

/**
 * Makes the table `scores_returning`: the scores with the chance that a customer who is gone comes back within the horizon. Of
 * those whom the model still scores it says that itself; of those beyond the look-back it is learned. Null where too few came
 * back to learn from; nothing is to be read off the table then.
 */
export async function createReturning(
  warehouse: Warehouse,
  store: ObjectStore,
  { asOf, config, scores, prefix }: ReturningRequest,
): Promise<Returning | null> {
  const dates = goneDates(asOf, config.churn);
  await warehouse.create('gone_customers', goneSelect(dates, config));
  const select = cellsSelect('gone_customers');
  const orderBy = ['on_day', 'away_days', 'times', 'stayed_days'];
  const rows = await unloadRows(warehouse, store, { select, prefix, orderBy });
  const learned = judgeReturning(rows, dates, config.churn.horizonDays);
  await warehouse.create(
    'scores_returning',
    `select s.*,
      case when s.active then 1e0 - s.churn else coalesce(r.return_chance, 0e0) end as return_chance
    from ${identifier(scores)} s
    left join (
      select customer_id, ${learned === null ? 'cast(null as double)' : chanceSql(learned.beta)} as return_chance
      from gone_customers where on_day = ${literal(dates.list)}
    ) r on r.customer_id = s.customer_id`,
  );
  return learned?.returning ?? null;
}
