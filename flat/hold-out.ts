import type { SimpleRule } from '../models/quality.ts';
import { joinRows } from '../models/retention.ts';
import type { LearningSet } from '../models/types.ts';
import { type FittedTable, type Fitting, fitRows, hold } from './fitting.ts';
import { learningRows, someRows } from './learning-rows.ts';
import { everybodyAlike, logisticRival } from './rivals.ts';

/** Most rows that calibrate: more would sharpen nothing that anybody sees. */
const mostCalibrating = 50_000;

/** Fits on training rows, blends and calibrates on validation rows, learns from both, and predicts test rows. */
export async function holdOut(fitting: Fitting): Promise<FittedTable> {
  const { rows, parts, ask } = fitting;
  const limits = [ask.mostRows, mostCalibrating, ask.mostRows];
  const [train, later, judged] = await Promise.all(
    limits.map(async (most, p) => {
      const among = Int32Array.from(parts.part.keys()).filter((row) => parts.part[row] === p);
      const held = await hold(fitting, someRows(rows, among, most, ask.seed));
      return { at: held.at, set: learningRows(rows, held, Int32Array.from(held.at.keys())) };
    }),
  );
  const { model } = await fitRows(fitting, train!.set, later!.set, { refit: true });
  const predicted = model.predict(judged!.set.table);
  const rules = await rivals(fitting, joinRows(train!.set, later!.set), judged!.set);
  return {
    model,
    foldModels: [],
    train: train!.set,
    judged: { ...judged!, predicted, rules },
    rows: { train: train!.at.length, calibration: later!.at.length, judged: judged!.at.length },
  };
}

/** @param train all that the model has learned from: training and validation rows */
async function rivals(
  { plan, ask }: Fitting,
  train: LearningSet,
  judged: LearningSet,
): Promise<SimpleRule[]> {
  const withValue = plan.value !== null;
  return [
    everybodyAlike(train, judged.table.rowCount, withValue),
    await logisticRival(train, judged, { seed: ask.seed, withValue }),
  ];
}
