import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import { inQueries } from '../sql/in-queries.ts';
import { identifier } from '../sql/sql-text.ts';

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
  const parts = partsOf(among);
  for (const [i, part] of parts.entries()) {
    const before = i === 0 ? '' : `union all select customer_id, churn, priority from would_list_${i - 1}`;
    await warehouse.create(
      i === parts.length - 1 ? 'would_list' : `would_list_${i}`,
      `select * from (
         select customer_id, churn, priority from ${identifier(ranked)} where standing = 'candidate' and ${part} ${before}
       ) w
       order by priority desc, customer_id limit ${Math.trunc(listSize)}`,
    );
  }
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

/** Conditions that together hold of them, each short enough for a query. */
function partsOf(among: readonly string[] | undefined): string[] {
  if (among === undefined) return ['1 = 1'];
  if (among.length === 0) return ['1 = 0'];
  return inQueries(among).map((ids) => `customer_id in (${ids.join(', ')})`);
}
