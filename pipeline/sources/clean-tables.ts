import type { CheckReport } from '../../contracts/artefacts/check-report.ts';
import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import { sourceContracts } from '../../contracts/sources/sources.ts';
import { sqlType } from './map-source.ts';

/** Makes the clean tables readable by name in a fresh warehouse; a source that is not mapped is an empty table. */
export async function attachCleanTables(
  warehouse: Warehouse,
  report: CheckReport,
  cleanPrefix: (source: string) => string,
): Promise<void> {
  for (const contract of Object.values(sourceContracts)) {
    const table = contract.name === 'identities' ? 'identity_links' : contract.name;
    if (report.sources.some((s) => s.source === contract.name)) {
      await warehouse.attach(table, cleanPrefix(contract.name));
    } else {
      const columns = Object.entries(contract.columns).map(
        ([name, column]) => `cast(null as ${sqlType(column)}) as ${name}`,
      );
      await warehouse.create(table, `select ${columns.join(', ')} where false`);
    }
  }
}
