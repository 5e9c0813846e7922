import type { Run } from '../../contracts/artefacts/plan.ts';
import type { Priorities } from '../../contracts/artefacts/priorities.ts';
import type { StageRecord } from '../../contracts/artefacts/stage-record.ts';
import { keys } from '../../contracts/keys.ts';
import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import { findProblems } from '../cx/priorities/find-problems.ts';
import { rankProblems } from '../cx/priorities/rank-problems.ts';
import { prioritiesCsv } from '../reports/priorities/priorities-table.ts';
import { themeNotes } from '../themes/notes.ts';
import { readThemes } from '../themes/read-themes.ts';
import { themeNames } from '../themes/theme-names.ts';
import { attachScored } from './attach-scored.ts';
import type { RunEnvironment } from './run.ts';
import { findRecord, keyOf, resultOf, runStage } from './stage.ts';

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
      await warehouse.attach('themes_said', keys.themeTable(key));
      const priorities = await prioritiesOf(run, environment, warehouse);
      const report = { run: run.id, asOf, currency: config.business.currency, ...read, priorities };
      const file = `${keys.themes(key)}priorities.csv`;
      await store.put(file, prioritiesCsv(priorities, config.business.currency));
      const result = { ...report, files: [...report.files, file], notes: themeNotes(report) };
      for (const note of result.notes) progress.note(note);
      return { result, wrote: [keys.themes(key)] };
    } finally {
      await warehouse.close();
    }
  });
}

/** Which problems come first, with the effects of drivers where they were measured. */
async function prioritiesOf(run: Run, { store }: RunEnvironment, warehouse: Warehouse): Promise<Priorities> {
  const { config, asOf } = run;
  const names = themeNames(config.themes);
  return rankProblems(await findProblems(warehouse, { asOf, config }), {
    horizonDays: config.churn.horizonDays,
    drivers: (await findRecord(store, run, 'drivers'))?.result ?? null,
    nameOf: ({ kind, id }) => (kind === 'theme' ? names.nameOf(id) : id),
  });
}
