import { DataRefusedError } from '../../contracts/errors.ts';
import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import { write } from '../../pipeline/reports/format.ts';
import { identifier } from '../../pipeline/sql/sql-text.ts';
import type { ExperimentPlan, ReadAs } from './plan.ts';

/** @throws DataRefusedError where a customer has several rows or stands in several arms, or rows do not say whose they are */
export async function refuseRepeated(
  warehouse: Warehouse,
  table: string,
  { id, arm }: Pick<ExperimentPlan, 'id' | 'arm'>,
): Promise<void> {
  if (id === null) return;
  await refuseNameless(warehouse, table, { id, arm });
  const [found] = await warehouse.rows(
    `select count_if(n > 1) as repeated, count_if(arms > 1) as moved from (
       select ${id.sql} as id, count(*) as n, count(distinct ${arm.sql}) as arms
       from ${identifier(table)} where ${id.sql} is not null group by 1) v`,
  );
  const [repeated, moved] = [Number(found?.repeated ?? 0), Number(found?.moved ?? 0)];
  if (moved > 0)
    throw new DataRefusedError(
      `${customersOf(moved, id.name)} ${moved === 1 ? 'is' : 'are'} in several arms: the draw was not followed, so no comparison of the arms says what the campaign did`,
    );
  if (repeated > 0)
    throw new DataRefusedError(
      `${customersOf(repeated, id.name)} ${repeated === 1 ? 'has' : 'have'} several rows: aggregate them to one row per customer first`,
    );
}

const customersOf = (n: number, id: string): string =>
  `${write.count(n)} ${n === 1 ? 'customer' : 'customers'} of "${id}"`;

/** Rows of one customer without an id look like those of several. */
async function refuseNameless(
  warehouse: Warehouse,
  table: string,
  { id, arm }: { readonly id: ReadAs; readonly arm: ReadAs },
): Promise<void> {
  const [found] = await warehouse.rows(
    `select count(*) as n from ${identifier(table)} where ${id.sql} is null and ${arm.sql} is not null`,
  );
  const rows = Number(found?.n ?? 0);
  if (rows === 0) return;
  throw new DataRefusedError(
    `"${id.name}" is blank in ${write.count(rows)} ${rows === 1 ? 'row' : 'rows'}: whether ${rows === 1 ? 'it repeats' : 'they repeat'} a customer is not known. Fill the ids in, or leave --id out: then each row counts as a customer`,
  );
}
