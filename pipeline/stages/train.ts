import { retention } from '../../contracts/artefacts/model-entry.ts';
import type { Run } from '../../contracts/artefacts/plan.ts';
import type { StageRecord } from '../../contracts/artefacts/stage-record.ts';
import type { TrainReport } from '../../contracts/artefacts/train-report.ts';
import { ConfigError, HoldfastError } from '../../contracts/errors.ts';
import { keys } from '../../contracts/keys.ts';
import { prepareBackend } from '../../models/backend.ts';
import { ensembleManifest } from '../../models/retention.ts';
import { learnBaseline } from '../health/learn-baseline.ts';
import { crown, reinstate } from '../registry/crown.ts';
import { readEntry, storeModel } from '../registry/model-store.ts';
import { readChampion } from '../registry/registry.ts';
import { learnedMoodNotes } from '../reports/sentences/feature-mood-sentences.ts';
import { modelNotes } from '../reports/sentences/model/model-notes.ts';
import { driversOf } from '../training/drivers.ts';
import { extrapolateValue } from '../training/extrapolate-value.ts';
import { modelAuc } from '../training/fit-and-judge.ts';
import { refuseLeaks } from '../training/leaks.ts';
import { suspectNotes } from '../training/suspects.ts';
import { fitLearning, growLearning, judgedShare, type Learning, readLearning } from './learning.ts';
import type { RunEnvironment } from './run.ts';
import { runStage } from './stage.ts';

/**
 * Fits the model on earlier as-of dates, judges it on later ones beside simple rules, and stores it as a version; a run
 * that does not train takes the champion.
 */
export async function train(run: Run, environment: RunEnvironment): Promise<StageRecord<'train'>> {
  const record = await runTraining(run, environment);
  const { crowned } = record.result;
  // a stage that stands is not run again, and would leave a store whose pointer was removed without a champion
  if (run.training && (await reinstate(environment.store, crowned)))
    environment.progress.note(`${crowned.version} is the champion again: the pointer to it was missing.`);
  return record;
}

function runTraining(run: Run, environment: RunEnvironment): Promise<StageRecord<'train'>> {
  return runStage('train', run, environment, async (run) => {
    if (!run.training) return { result: await takeChampion(run, environment), wrote: [] };
    const learning = await readLearning(run, environment);
    const { report, read, trainedOn, judgedOn, reference, rows, later } = learning;
    const { schedule } = report;
    const { counted, fitted, quality, standings } = await fitUnlessLeaking(run, environment, learning);
    const baseline = learnBaseline({ reference, counted, fitted, later, listShare: judgedShare });
    const entry = await storeModel(
      environment.store,
      {
        version: run.model,
        business: { name: run.config.business.name, currency: run.config.business.currency },
        asOf: run.asOf,
        codeVersion: run.code.train ?? 'unknown',
        features: report.features,
        trainedOn,
        judgedOn,
        rows: { train: rows.table.rowCount, later: later.table.rowCount },
        quality,
        standings,
        extrapolation: await extrapolateValue(run.config, schedule, {
          rows,
          later,
          read,
          predict: (table) => fitted.model.predict(table).value,
        }),
        drivers: driversOf(fitted.model, later.table, report.features),
        doubts: suspectNotes(run.config, report.features, { rows, later }, modelAuc({ quality, standings })),
        notes: [...learnedMoodNotes(report.moods), ...modelNotes(ensembleManifest(fitted.model.save()))],
        moods: report.moods,
      },
      fitted,
      baseline,
    );
    const { name } = await prepareBackend();
    const crowned = await crown(environment.store, { entry, later, predicted: fitted.later });
    const result = { entry, backend: name, crowned };
    return { result, wrote: [keys.model(retention, run.model)] };
  });
}

/** Fits the model of a run, and counts its reference; meanwhile its trees grow on the second thread. */
async function fitUnlessLeaking(run: Run, environment: RunEnvironment, learning: Learning) {
  const { report, rows, later } = learning;
  const trees = growLearning(run, environment, learning);
  try {
    refuseLeaks(run.config, report.features, rows, later);
    const counted = learning.count();
    return { counted, ...(await fitLearning(run, environment, { ...learning, trees })) };
  } catch (error) {
    await trees.abandon();
    throw error;
  }
}

async function takeChampion(run: Run, { store }: RunEnvironment): Promise<TrainReport> {
  const found = await readChampion(store);
  if (found === null)
    throw new ConfigError('There is no champion to score with yet: run once with training.');
  const { version, asOf, decision } = found.champion;
  if (version !== run.champion) {
    throw new HoldfastError(
      `The champion was ${run.champion} when run ${run.id} was planned and is ${version} now. Start the run again.`,
    );
  }
  if (asOf > run.asOf) {
    throw new ConfigError(
      `The champion ${version} was trained for ${asOf}, later than ${run.asOf}: it knows what this run must not. Run with training.`,
    );
  }
  const { name } = await prepareBackend();
  return { entry: await readEntry(store, version), backend: name, crowned: { version, decision } };
}
