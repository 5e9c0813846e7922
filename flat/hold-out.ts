import type { SimpleRule, Standing } from '../models/quality.ts';
import { joinRows } from '../models/retention.ts';
import type { FittedModel, LearningSet } from '../models/types.ts';
import { type FittedTable, type Fitting, fitRows, hold } from './fitting.ts';
import { learningRows, someRows } from './learning-rows.ts';
import { alikeRival, logisticRival } from './rivals.ts';
import { besidePublished, judgeChurn, publishedBy, standingOf } from './stand.ts';

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
  const fit = await fitRows(fitting, train!.set, later!.set, { refit: true });
  const standing = await calibratedStanding(fitting, fit, { train: train!.set, later: later!.set });
  const known = joinRows(train!.set, later!.set);
  const on = { later: later!.set.table, known: known.churned };
  const { model } = await publishedBy(standing, fit, on);
  const predicted = model.predict(judged!.set.table);
  const rules = await rivals(fitting, known, judged!.set);
  return {
    model,
    foldModels: [],
    train: train!.set,
    others: judged!.set,
    judged: { ...judged!, predicted, rules: besidePublished(standing, rules) },
    standing,
    rows: { train: train!.at.length, calibration: later!.at.length, judged: judged!.at.length },
  };
}

/** The rows that calibrate say whether the model is better than its floor: those that judge change nothing of any score. */
async function calibratedStanding(
  { ask }: Fitting,
  fit: FittedModel,
  { train, later }: { readonly train: LearningSet; readonly later: LearningSet },
): Promise<Standing> {
  const rival = await logisticRival(train, later, { seed: ask.seed, withValue: false, model: fit.judged });
  return standingOf(judgeChurn(later, fit.later, [rival], ask.seed), { weighed: true });
}

/** @param train all that the model has learned from: training and validation rows */
async function rivals(
  { plan, ask }: Fitting,
  train: LearningSet,
  judged: LearningSet,
): Promise<SimpleRule[]> {
  const withValue = plan.value !== null;
  return [
    alikeRival(train, judged.table.rowCount, withValue),
    await logisticRival(train, judged, { seed: ask.seed, withValue }),
  ];
}
