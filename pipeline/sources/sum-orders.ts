import type { SourceReport } from '../../contracts/artefacts/check-report.ts';
import type { Warehouse } from '../../contracts/ports/warehouse.ts';

/**
 * Sums over kept orders that a person can hold against their own books: a credit note with a number of its own is no order, and
 * whoever only gave something back did not buy. @param kept table of them
 */
export async function sumOrders(
  warehouse: Warehouse,
  kept: string,
): Promise<NonNullable<SourceReport['sums']>> {
  const [row] = await warehouse.rows(
    `select count(distinct case when kind = 'sale' then customer_id end) as customers,
       count(distinct case when kind = 'sale' then order_id end) as orders,
       cast(coalesce(sum(case when kind = 'sale' then amount end), 0) as double) as sales,
       cast(coalesce(sum(case when kind = 'refund' then amount end), 0) as double) as refunds
     from ${kept}`,
  );
  const [customers, orders] = [Number(row?.customers), Number(row?.orders)];
  return { customers, orders, sales: Number(row?.sales), refunds: Number(row?.refunds) };
}
