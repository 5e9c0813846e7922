import type { Warehouse } from '../../contracts/ports/warehouse.ts';

/** The same warehouse, with every query text that passes through it put into `texts`. */
export function recordingWarehouse(warehouse: Warehouse, texts: Set<string>): Warehouse {
  const record = (sql: string) => void texts.add(sql);
  return {
    ...warehouse,
    create: (table, select) => {
      record(select);
      return warehouse.create(table, select);
    },
    rows: (select) => {
      record(select);
      return warehouse.rows(select);
    },
    unload: (select, prefix, options) => {
      record(select);
      return warehouse.unload(select, prefix, options);
    },
  };
}
