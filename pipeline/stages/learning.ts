import type { FeatureReport } from '../../contracts/artefacts/feature-report.ts';
import type { Run } from '../../contracts/artefacts/plan.ts';
import { DataRefusedError } from '../../contracts/errors.ts';
import { ModelDataError } from '../../models/errors.ts';
import { fitBehaviourRules, fitSimpleRules, growTrees, type TreesAhead } from '../../models/retention.ts';
import type { LearningSet } from '../../models/types.ts';
import type { LabelledMatrix } from '../features/matrix.ts';
import { readLabelledMatrix } from '../features/read-matrix.ts';
import { countReference } from '../health/learn-baseline.ts';
import { behaviourColumns } from '../training/behaviour-columns.ts';
import { fitAndJudge, type JudgedFit } from '../training/fit-and-judge.ts';
import { judgedColumns } from '../training/judged-columns.ts';
import { datesWith, dayNumber, learningSet } from '../training/learning-set.ts';
import type { RunEnvironment } from './run.ts';
import { seedOf } from './seed.ts';
import { keyOf, resultOf } from './stage.ts';

/** Rows to learn from, and later rows to judge by. */
export interface LearningRows {
  readonly rows: LearningSet;
  readonly later: LearningSet;
}

/** What a run learns from: its rows, and the dates that they stand at. */
export interface Learning extends LearningRows {
  readonly report: FeatureReport;
  readonly read: (dates: readonly string[]) => Promise<LabelledMatrix>;
  readonly trainedOn: readonly string[];
  readonly judgedOn: readonly string[];
  /** The last date that judges. */
  readonly reference: string;
  /** Counts the rows of the reference. */
  readonly count: () => ReturnType<typeof countReference>;
}

/** Reads the dates to learn from and to judge on once, into one matrix: a second fit on all of its rows needs no copy of them. */
export async function readLearning(run: Run, environment: RunEnvironment): Promise<Learning> {
  const report = await resultOf('features', run, environment);
  const { schedule } = report;
  const features = keyOf(run, 'features');
  const read = (dates: readonly string[]) => readLabelledMatrix(environment.store, features, report, dates);
  const trainedOn = datesWith(schedule, 'train-churn', 'train-value');
  const judgedOn = datesWith(schedule, 'later-churn', 'later-value');
  const reference = judgedOn.at(-1)!;
  const matrix = await read([...trainedOn, ...judgedOn]);
  return {
    report,
    read,
    trainedOn,
    judgedOn,
    reference,
    rows: learningSet(matrix, schedule, 'train'),
    later: learningSet(matrix, schedule, 'later'),
    count: () => countReference(matrix, trainedOn.map(dayNumber), dayNumber(reference)),
  };
}

/** Begins the trees of a run's model on the second thread: given to `fitLearning`, or abandoned. */
export const growLearning = (
  run: Run,
  { threads }: RunEnvironment,
  { rows }: Pick<LearningRows, 'rows'>,
): TreesAhead => growTrees(rows, growing(run, threads));

const growing = (run: Run, threads: number | undefined) => ({
  seed: seedOf(run, 'model'),
  ...(threads ? { threads } : {}),
});

/**
 * Fits a model as a run does, and judges it on the later rows.
 * @param trees begun by `growLearning` on the very rows; here where left out
 */
export async function fitLearning(
  run: Run,
  environment: RunEnvironment,
  {
    rows,
    later,
    report: { schedule },
    trees = growLearning(run, environment, { rows }),
  }: LearningRows & Pick<Learning, 'report'> & { readonly trees?: TreesAhead },
): Promise<JudgedFit> {
  const { progress, threads } = environment;
  progress.note(`${rows.table.rowCount} rows to learn from, ${later.table.rowCount} later rows to judge by`);
  const { refit } = run.config.training;
  const behaviour = behaviourColumns(run.config, schedule);
  const names = rows.table.columns.map(({ name }) => name);
  const options = { ...growing(run, threads), onProgress: progress.fraction, behaviour, refit };
  try {
    const rules = [
      ...fitSimpleRules(rows, judgedColumns(run.config, names)),
      ...fitBehaviourRules(rows, behaviour),
    ];
    return await fitAndJudge({
      rows,
      later,
      rules,
      options: { ...options, trees },
      listShare: judgedShare,
      seed: seedOf(run, 'quality'),
    });
  } catch (error) {
    await trees.abandon();
    throw error instanceof ModelDataError ? new DataRefusedError(error.message, { cause: error }) : error;
  }
}

/** A model is judged by the tenth with the highest chances: how long tonight's list is, is no part of how good it is. */
export const judgedShare = 0.1;
