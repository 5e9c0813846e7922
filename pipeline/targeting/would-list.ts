import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import { identifier, literal } from '../sql/sql-text.ts';

/** Whom a list of some size would hold, before anybody is left alone. */
export interface WouldList {
  /** Candidates in all. */
  readonly pool: number;
  readonly customers: number;
  /** Mean chance of leaving; null where there is nobody. */
  readonly churn: number | null;
  /** Mean of what can be saved of their value; null where there is nobody. */
  readonly priority: number | null;
}

/**
 * Makes the table `would_list` (customer_id): the first candidates by priority.
 * @param among ids of those whom it may hold; any candidate where left out
 */
export async function createWouldList(
  warehouse: Warehouse,
  ranked: string,
  listSize: number,
  among?: readonly string[],
): Promise<WouldList> {
  const of =
    among === undefined
      ? ''
      : `and ${among.length === 0 ? '1 = 0' : `customer_id in (${among.map(literal).join(', ')})`}`;
  await warehouse.create(
    'would_list',
    `select customer_id, churn, priority from ${identifier(ranked)} where standing = 'candidate' ${of}
     order by priority desc, customer_id limit ${Math.trunc(listSize)}`,
  );
  const [row] = await warehouse.rows(
    `select count(*) as customers, cast(sum(cast(churn as decimal(12,9))) as double) as churn,
       cast(sum(cast(priority as decimal(22,4))) as double) as priority,
       (select count(*) from ${identifier(ranked)} where standing = 'candidate') as pool
     from would_list`,
  );
  const customers = Number(row?.customers ?? 0);
  const mean = (sum: unknown) => (customers === 0 ? null : Number(sum) / customers);
  return { pool: Number(row?.pool ?? 0), customers, churn: mean(row?.churn), priority: mean(row?.priority) };
}
