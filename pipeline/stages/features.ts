import type { Run } from '../../contracts/artefacts/plan.ts';
import type { Schedule } from '../../contracts/artefacts/schedule.ts';
import type { StageRecord } from '../../contracts/artefacts/stage-record.ts';
import { keys } from '../../contracts/keys.ts';
import { buildFeatures } from '../features/build-features.ts';
import { historyOf } from '../features/history.ts';
import { planSchedule } from '../features/schedule.ts';
import { attachCleanTables } from '../sources/clean-tables.ts';
import type { RunEnvironment } from './run.ts';
import { keyOf, resultOf, runStage } from './stage.ts';

/** Plans the as-of dates and builds the matrix of features and labels at each of them; without training, at one. */
export function features(run: Run, environment: RunEnvironment): Promise<StageRecord<'features'>> {
  return runStage('features', run, environment, async (run, key) => {
    const checked = await resultOf('check', run, environment);
    const warehouse = await environment.openWarehouse();
    try {
      await attachCleanTables(warehouse, checked, (source) => keys.clean(keyOf(run, 'check'), source));
      const planned = planSchedule(run.config, run.asOf, historyOf(checked, run.config));
      const schedule = run.training ? planned : onlyScoring(planned);
      const mapped = (name: string) => checked.sources.find(({ source }) => source === name)?.mapped ?? [];
      const request = { config: run.config, run: key, schedule, mapped };
      const result = await buildFeatures(warehouse, request, environment.progress);
      return { result, wrote: [keys.features(key), keys.labels(key)] };
    } finally {
      await warehouse.close();
    }
  });
}

const onlyScoring = (schedule: Schedule): Schedule => ({
  ...schedule,
  dates: schedule.dates.filter(({ roles }) => roles.includes('score')),
});
