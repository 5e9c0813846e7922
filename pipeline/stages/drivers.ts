import type { DriversReport } from '../../contracts/artefacts/drivers-report.ts';
import type { Run } from '../../contracts/artefacts/plan.ts';
import type { StageRecord } from '../../contracts/artefacts/stage-record.ts';
import { keys } from '../../contracts/keys.ts';
import { buildDrivers } from '../cx/drivers/build-drivers.ts';
import { attachCleanTables } from '../sources/clean-tables.ts';
import type { RunEnvironment } from './run.ts';
import { keyOf, resultOf, runStage } from './stage.ts';

/** Measures which of the things that customers lived move retention and margin. */
export function drivers(run: Run, environment: RunEnvironment): Promise<StageRecord<'drivers'>> {
  return runStage('drivers', run, environment, async (run, key) => {
    const { store, progress } = environment;
    const checked = await resultOf('check', run, environment);
    const mapped = (name: string) => checked.sources.find(({ source }) => source === name)?.mapped ?? [];
    const { config, asOf } = run;
    const warehouse = await environment.openWarehouse();
    try {
      await attachCleanTables(warehouse, checked, (source) => keys.clean(keyOf(run, 'check'), source));
      const passage = { warehouse, store, prefix: keys.driverRows(key) };
      const built = await buildDrivers({ config, asOf, mapped }, passage, progress);
      const result: DriversReport = { run: run.id, ...built };
      return { result, wrote: [] };
    } finally {
      await warehouse.close();
    }
  });
}
