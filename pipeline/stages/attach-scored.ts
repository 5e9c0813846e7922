import type { CheckReport } from '../../contracts/artefacts/check-report.ts';
import type { Run } from '../../contracts/artefacts/plan.ts';
import { keys } from '../../contracts/keys.ts';
import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import { attachCleanTables } from '../sources/clean-tables.ts';
import type { RunEnvironment } from './run.ts';
import { keyOf, resultOf } from './stage.ts';

/** Makes the clean tables and the run's scores readable by name; answers what was checked. */
export async function attachScored(
  run: Run,
  environment: RunEnvironment,
  warehouse: Warehouse,
): Promise<CheckReport> {
  const checked = await resultOf('check', run, environment);
  await attachCleanTables(warehouse, checked, (source) => keys.clean(keyOf(run, 'check'), source));
  await warehouse.attach('scores', keys.scores(keyOf(run, 'score')));
  return checked;
}
