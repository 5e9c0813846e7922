import type { Run } from '../../contracts/artefacts/plan.ts';
import type { Schedule } from '../../contracts/artefacts/schedule.ts';
import type { StageRecord } from '../../contracts/artefacts/stage-record.ts';
import { keys } from '../../contracts/keys.ts';
import { buildFeatures } from '../features/build-features.ts';
import { historyOf } from '../features/history.ts';
import { planSchedule } from '../features/schedule.ts';
import { attachCleanTables } from '../sources/clean-tables.ts';
import { attachFeatureMoods, failedNotes, moodsForFeatures } from './feature-moods.ts';
import { mappedColumns } from './read-moods.ts';
import type { RunEnvironment } from './run.ts';
import { keyOf, resultOf, runStage } from './stage.ts';

/** Plans the as-of dates and builds the matrix of features and labels at each of them; without training, at one. */
export async function features(run: Run, environment: RunEnvironment): Promise<StageRecord<'features'>> {
  const { store, progress } = environment;
  const record = await runStage('features', run, environment, async (run, key) => {
    const checked = await resultOf('check', run, environment);
    const mapped = mappedColumns(checked);
    const moods = await moodsForFeatures(run, mapped, environment);
    const warehouse = await environment.openWarehouse();
    try {
      await attachCleanTables(warehouse, checked, (source) => keys.clean(keyOf(run, 'check'), source));
      const withMoods = await attachFeatureMoods(run, warehouse, { store, moods });
      const planned = planSchedule(run.config, run.asOf, historyOf(checked, run.config));
      const schedule = run.training ? planned : onlyScoring(planned);
      const request = { config: run.config, run: key, schedule, mapped, moods, withMoods };
      const result = await buildFeatures(warehouse, request, progress);
      return { result, wrote: [keys.features(key), keys.labels(key)] };
    } finally {
      await warehouse.close();
    }
  });
  for (const note of await failedNotes(run, record.result, store)) progress.note(note);
  return record;
}

const onlyScoring = (schedule: Schedule): Schedule => ({
  ...schedule,
  dates: schedule.dates.filter(({ roles }) => roles.includes('score')),
});
