import { retention } from '../../contracts/artefacts/model-entry.ts';
import type { Run } from '../../contracts/artefacts/plan.ts';
import type { StageRecord } from '../../contracts/artefacts/stage-record.ts';
import type { TrainReport } from '../../contracts/artefacts/train-report.ts';
import { ConfigError, DataRefusedError, HoldfastError } from '../../contracts/errors.ts';
import { keys } from '../../contracts/keys.ts';
import { prepareBackend } from '../../models/backend.ts';
import type { BehaviourColumns } from '../../models/buying.ts';
import { ModelDataError } from '../../models/errors.ts';
import { behaviourRules, measureQuality, type Quality, simpleRules } from '../../models/quality.ts';
import { fitEnsembleModel } from '../../models/retention.ts';
import type { FittedModel, LearningSet } from '../../models/types.ts';
import { readLabelledMatrix } from '../features/read-matrix.ts';
import { learnBaseline } from '../health/learn-baseline.ts';
import { crown } from '../registry/crown.ts';
import { readEntry, storeModel } from '../registry/model-store.ts';
import { readChampion } from '../registry/registry.ts';
import { behaviourColumns } from '../training/behaviour-columns.ts';
import { driversOf } from '../training/drivers.ts';
import { extrapolateValue } from '../training/extrapolate-value.ts';
import { judgedColumns } from '../training/judged-columns.ts';
import { refuseLeaks } from '../training/leaks.ts';
import { datesWith, learningSet } from '../training/learning-set.ts';
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
    const rows = learningSet(await read(trainedOn), schedule, 'train');
    const later = learningSet(await read(judgedOn), schedule, 'later');
    refuseLeaks(run.config, report.features, rows, later);
    const behaviour = behaviourColumns(run.config, schedule);
    const fitted = await fit(run, environment, rows, later, behaviour);
    const quality = judge(run, { rows, later, fitted, behaviour });
    const baseline = await learnBaseline(environment.store, {
      run: features,
      report,
      trainedOn,
      reference: judgedOn.at(-1)!,
      fitted,
      later,
      listShare: judgedShare,
    });
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
        extrapolation: await extrapolateValue(run.config, schedule, { rows, later, read }),
        drivers: driversOf(fitted.model, later.table, report.features),
        notes: notesOf(fitted.model.save().manifest),
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
  rows: LearningSet,
  later: LearningSet,
  behaviour: BehaviourColumns,
): Promise<FittedModel> {
  progress.note(`${rows.table.rowCount} rows to learn from, ${later.table.rowCount} later rows to judge by`);
  const { refit } = run.config.training;
  const seed = seedOf(run, 'model');
  const options = { seed, onProgress: progress.fraction, behaviour, refit, ...(threads ? { threads } : {}) };
  return fitEnsembleModel(rows, later, options).catch((error) => {
    throw error instanceof ModelDataError ? new DataRefusedError(error.message, { cause: error }) : error;
  });
}

interface Judged {
  readonly rows: LearningSet;
  readonly later: LearningSet;
  readonly fitted: FittedModel;
  readonly behaviour: BehaviourColumns;
}

function judge(run: Run, { rows, later, fitted, behaviour }: Judged): Quality {
  const names = rows.table.columns.map(({ name }) => name);
  const rules = [
    ...simpleRules(rows, later, judgedColumns(run.config, names)),
    ...behaviourRules(rows, later, behaviour),
  ];
  return measureQuality(later, fitted.later, rules, { listShare: judgedShare, seed: seedOf(run, 'quality') });
}

/** A model is judged by the tenth with the highest chances: how long tonight's list is, is no part of how good it is. */
const judgedShare = 0.1;

const notesOf = ({ notes }: Record<string, unknown>): readonly string[] =>
  Array.isArray(notes) ? notes.map(String) : [];
