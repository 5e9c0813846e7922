import type { SourceReport } from '../../contracts/artefacts/check-report.ts';
import type { Warehouse } from '../../contracts/ports/warehouse.ts';

/** Sums over kept orders that a person can hold against their own books. @param kept table of them */
export async function sumOrders(
  warehouse: Warehouse,
  kept: string,
): Promise<NonNullable<SourceReport['sums']>> {
  const [row] = await warehouse.rows(
    `select count(distinct customer_id) as customers, count(distinct order_id) as orders,
       cast(coalesce(sum(case when kind = 'sale' then amount end), 0) as double) as sales,
       cast(coalesce(sum(case when kind = 'refund' then amount end), 0) as double) as refunds
     from ${kept}`,
  );
  const [customers, orders] = [Number(row?.customers), Number(row?.orders)];
  return { customers, orders, sales: Number(row?.sales), refunds: Number(row?.refunds) };
}
