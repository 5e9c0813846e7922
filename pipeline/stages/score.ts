import { keys } from '../contracts/keys.ts';
import type { FeatureReport } from '../features/build-features.ts';
import { readMatrix } from '../features/read-matrix.ts';
import { scoreCustomers } from '../scoring/score.ts';
import { writeScores } from '../scoring/scores-file.ts';
import { frequencyStratum } from '../training/extrapolation.ts';
import { loadModel } from '../training/model-store.ts';
import type { Run, RunEnvironment } from './run.ts';
import { resultOf, runStage, type StageRecord } from './stage.ts';
import type { TrainReport } from './train.ts';

export interface ScoreReport {
  readonly model: string;
  readonly customers: number;
  readonly active: number;
}

/** Scores every customer at the run's as-of date: chance of leaving, value, value at risk, each with its interval. */
export function score(run: Run, environment: RunEnvironment): Promise<StageRecord<ScoreReport>> {
  return runStage('score', run, environment, async () => {
    const { store } = environment;
    const report = await resultOf<FeatureReport>('features', run, environment);
    const { crowned } = await resultOf<TrainReport>('train', run, environment);
    const names = report.features.map(({ name }) => name);
    const { entry, model } = await loadModel(store, crowned.version, names);
    const matrix = await readMatrix(store, run.id, report, [run.asOf]);
    const orders = matrix.table.columns.find(({ name }) => name === 'orders_total');
    const counts = orders?.kind === 'number' ? orders.values : new Float64Array(matrix.table.rowCount);
    const stratum = frequencyStratum(counts);
    const scores = scoreCustomers(model, matrix, { factors: entry.extrapolation.factors, stratum });
    await store.put(`${keys.scores(run.id)}part-0.parquet`, writeScores(scores));
    const active = scores.active.reduce((sum, one) => sum + one, 0);
    const result = { model: crowned.version, customers: scores.customerIds.length, active };
    return { result, wrote: [keys.scores(run.id)] };
  });
}
