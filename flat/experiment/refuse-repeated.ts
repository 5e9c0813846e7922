import { DataRefusedError } from '../../contracts/errors.ts';
import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import { identifier } from '../../pipeline/sql/sql-text.ts';
import type { ExperimentPlan } from './plan.ts';

/** @throws DataRefusedError where a customer has several rows or stands in several arms */
export async function refuseRepeated(
  warehouse: Warehouse,
  table: string,
  { id, arm }: Pick<ExperimentPlan, 'id' | 'arm'>,
): Promise<void> {
  if (id === null) return;
  const [found] = await warehouse.rows(
    `select count_if(n > 1) as repeated, count_if(arms > 1) as moved from (
       select ${id.sql} as id, count(*) as n, count(distinct ${arm.sql}) as arms
       from ${identifier(table)} where ${id.sql} is not null group by 1) v`,
  );
  const [repeated, moved] = [Number(found?.repeated ?? 0), Number(found?.moved ?? 0)];
  if (moved > 0)
    throw new DataRefusedError(
      `${moved} customers of "${id.name}" stand in several arms: the draw did not hold, so that no comparison of arms says what the campaign did`,
    );
  if (repeated > 0)
    throw new DataRefusedError(
      `${repeated} customers of "${id.name}" have several rows: sum them up to one row for each customer first`,
    );
}
