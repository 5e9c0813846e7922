import type { Warehouse } from '../../contracts/ports/warehouse.ts';

/** Rows of a query whose columns are all numbers; what is NULL is 0. */
export async function numberRows<Row>(warehouse: Warehouse, select: string): Promise<Row[]> {
  const rows = await warehouse.rows(select);
  return rows.map(
    (row) =>
      Object.fromEntries(Object.entries(row).map(([name, value]) => [name, Number(value ?? 0)])) as Row,
  );
}
