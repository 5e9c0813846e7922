import { retention } from '../../contracts/artefacts/model-entry.ts';
import type { Run } from '../../contracts/artefacts/plan.ts';
import type { Schedule } from '../../contracts/artefacts/schedule.ts';
import type { StageRecord } from '../../contracts/artefacts/stage-record.ts';
import type { TrainReport } from '../../contracts/artefacts/train-report.ts';
import { ConfigError, DataRefusedError, HoldfastError } from '../../contracts/errors.ts';
import { keys } from '../../contracts/keys.ts';
import { prepareBackend } from '../../models/backend.ts';
import { ModelDataError } from '../../models/errors.ts';
import { ensembleManifest, fitBehaviourRules, fitSimpleRules } from '../../models/retention.ts';
import type { LearningSet } from '../../models/types.ts';
import type { LabelledMatrix } from '../features/matrix.ts';
import { readLabelledMatrix } from '../features/read-matrix.ts';
import { countReference, learnBaseline } from '../health/learn-baseline.ts';
import { crown } from '../registry/crown.ts';
import { readEntry, storeModel } from '../registry/model-store.ts';
import { readChampion } from '../registry/registry.ts';
import { modelNotes } from '../reports/sentences/model/model-notes.ts';
import { behaviourColumns } from '../training/behaviour-columns.ts';
import { driversOf } from '../training/drivers.ts';
import { extrapolateValue } from '../training/extrapolate-value.ts';
import { fitAndJudge, type JudgedFit, modelAuc } from '../training/fit-and-judge.ts';
import { judgedColumns } from '../training/judged-columns.ts';
import { refuseLeaks } from '../training/leaks.ts';
import { datesWith, dayNumber, learningSet } from '../training/learning-set.ts';
import { suspectNotes } from '../training/suspects.ts';
import type { RunEnvironment } from './run.ts';
import { seedOf } from './seed.ts';
import { keyOf, resultOf, runStage } from './stage.ts';

/**
 * Fits the model on earlier as-of dates, judges it on later ones beside simple rules, and stores it as a version; a run
 * that does not train takes the champion.
 */
export function train(run: Run, environment: RunEnvironment): Promise<StageRecord<'train'>> {
  return runStage('train', run, environment, async (run) => {
    if (!run.training) return { result: await takeChampion(run, environment), wrote: [] };
    const report = await resultOf('features', run, environment);
    const { schedule } = report;
    const features = keyOf(run, 'features');
    const trainedOn = datesWith(schedule, 'train-churn', 'train-value');
    const judgedOn = datesWith(schedule, 'later-churn', 'later-value');
    const read = (dates: readonly string[]) => readLabelledMatrix(environment.store, features, report, dates);
    const reference = judgedOn.at(-1)!;
    const { rows, later, counted } = await readRows(read, schedule, { trainedOn, judgedOn, reference });
    refuseLeaks(run.config, report.features, rows, later);
    const { fitted, quality, standings } = await fit(run, environment, schedule, { rows, later });
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
        notes: modelNotes(ensembleManifest(fitted.model.save())),
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

interface LearningDates {
  readonly trainedOn: readonly string[];
  readonly judgedOn: readonly string[];
  readonly reference: string;
}

/** Reads the dates to learn from and to judge on once, and counts them while they are whole. */
async function readRows(
  read: (dates: readonly string[]) => Promise<LabelledMatrix>,
  schedule: Schedule,
  { trainedOn, judgedOn, reference }: LearningDates,
) {
  const [learn, judge] = [await read(trainedOn), await read(judgedOn)];
  return {
    rows: learningSet(learn, schedule, 'train'),
    later: learningSet(judge, schedule, 'later'),
    counted: countReference(learn, judge, dayNumber(reference)),
  };
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

async function fit(
  run: Run,
  { progress, threads }: RunEnvironment,
  schedule: Schedule,
  { rows, later }: { readonly rows: LearningSet; readonly later: LearningSet },
): Promise<JudgedFit> {
  progress.note(`${rows.table.rowCount} rows to learn from, ${later.table.rowCount} later rows to judge by`);
  const { refit } = run.config.training;
  const behaviour = behaviourColumns(run.config, schedule);
  const names = rows.table.columns.map(({ name }) => name);
  const seed = seedOf(run, 'model');
  const options = { seed, onProgress: progress.fraction, behaviour, refit, ...(threads ? { threads } : {}) };
  const rules = [
    ...fitSimpleRules(rows, judgedColumns(run.config, names)),
    ...fitBehaviourRules(rows, behaviour),
  ];
  const request = { rows, later, rules, options, listShare: judgedShare, seed: seedOf(run, 'quality') };
  return fitAndJudge(request).catch((error) => {
    throw error instanceof ModelDataError ? new DataRefusedError(error.message, { cause: error }) : error;
  });
}

/** A model is judged by the tenth with the highest chances: how long tonight's list is, is no part of how good it is. */
const judgedShare = 0.1;
