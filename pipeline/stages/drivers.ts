import type { DriversReport } from '../../contracts/artefacts/drivers-report.ts';
import type { Run } from '../../contracts/artefacts/plan.ts';
import type { StageRecord } from '../../contracts/artefacts/stage-record.ts';
import { keys } from '../../contracts/keys.ts';
import { buildDrivers } from '../cx/drivers/build-drivers.ts';
import { moodNotes } from '../cx/notes.ts';
import { attachFeedback, sameTexts } from './read-moods.ts';
import type { RunEnvironment } from './run.ts';
import { runStage } from './stage.ts';

/** Measures which of the things that customers lived move retention and margin. */
export function drivers(run: Run, environment: RunEnvironment): Promise<StageRecord<'drivers'>> {
  return runStage('drivers', run, environment, {
    holds: sameTexts(run, environment),
    work: async (run, key) => {
      const { store, progress } = environment;
      const { config, asOf } = run;
      const warehouse = await environment.openWarehouse();
      try {
        const { texts, mapped, withMoods } = await attachFeedback(run, environment, warehouse);
        const passage = { warehouse, store, prefix: keys.driverRows(key) };
        const built = await buildDrivers({ config, asOf, mapped, withMoods }, passage, progress);
        for (const note of moodNotes(texts)) progress.note(note);
        const result: DriversReport = { run: run.id, ...built, moods: texts?.scored ?? null };
        return { result, wrote: [] };
      } finally {
        await warehouse.close();
      }
    },
  });
}
