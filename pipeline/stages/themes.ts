import type { Run } from '../../contracts/artefacts/plan.ts';
import type { StageRecord } from '../../contracts/artefacts/stage-record.ts';
import { keys } from '../../contracts/keys.ts';
import { themeNotes } from '../themes/notes.ts';
import { readThemes } from '../themes/read-themes.ts';
import { attachScored } from './attach-scored.ts';
import type { RunEnvironment } from './run.ts';
import { keyOf, resultOf, runStage } from './stage.ts';

/** Gives texts their themes and counts them: volume, mood, value at risk, spikes; proposes those that nobody named. */
export function themes(run: Run, environment: RunEnvironment): Promise<StageRecord<'themes'>> {
  return runStage('themes', run, environment, async (run, key) => {
    const { store, progress } = environment;
    await resultOf('texts', run, environment);
    const { config, asOf } = run;
    const warehouse = await environment.openWarehouse();
    try {
      await attachScored(run, environment, warehouse);
      await warehouse.attach('moods', keys.moods(keyOf(run, 'texts')));
      const passage = { warehouse, store, prefix: keys.passingThemes(key) };
      const read = await readThemes({ config, asOf, table: keys.themeTable(key) }, passage, progress);
      const report = { run: run.id, asOf, currency: config.business.currency, ...read };
      const result = { ...report, notes: themeNotes(report) };
      for (const note of result.notes) progress.note(note);
      return { result, wrote: [keys.themes(key)] };
    } finally {
      await warehouse.close();
    }
  });
}
