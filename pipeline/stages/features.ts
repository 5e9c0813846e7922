import { keys } from '../../contracts/keys.ts';
import { buildFeatures, type FeatureReport } from '../features/build-features.ts';
import { historyStart } from '../features/history-start.ts';
import { planSchedule, type Schedule } from '../features/schedule.ts';
import type { CheckReport } from '../sources/check-sources.ts';
import { attachCleanTables } from '../sources/check-sources.ts';
import type { Run, RunEnvironment } from './run.ts';
import { resultOf, runStage, type StageRecord } from './stage.ts';

/** Lays out the as-of dates and builds the matrix of features and labels at each of them; without training, at one. */
export function features(run: Run, environment: RunEnvironment): Promise<StageRecord<FeatureReport>> {
  return runStage('features', run, environment, async () => {
    const checked = await resultOf<CheckReport>('check', run, environment);
    const warehouse = await environment.openWarehouse();
    try {
      await attachCleanTables(warehouse, checked, (source) => keys.clean(run.id, source));
      const planned = planSchedule(run.config, run.asOf, await historyStart(warehouse, run.config));
      const schedule = run.training ? planned : onlyScoring(planned);
      const mapped = (name: string) => checked.sources.find(({ source }) => source === name)?.mapped ?? [];
      const request = { config: run.config, run: run.id, schedule, mapped };
      const result = await buildFeatures(warehouse, request, environment.progress);
      return { result, wrote: [keys.features(run.id), keys.labels(run.id)] };
    } finally {
      await warehouse.close();
    }
  });
}

const onlyScoring = (schedule: Schedule): Schedule => ({
  ...schedule,
  dates: schedule.dates.filter(({ roles }) => roles.includes('score')),
});
