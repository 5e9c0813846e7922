import type { Feature } from '../contracts/feature.ts';
import type { ObjectStore } from '../contracts/ports/object-store.ts';
import type { Progress } from '../contracts/ports/progress.ts';
import { emptyPrediction } from '../models/retention.ts';
import type { FeatureTable, Prediction, RetentionModel } from '../models/types.ts';
import { english } from '../pipeline/reports/format.ts';
import { reasonsFor } from '../pipeline/scoring/reasons.ts';
import type { Ask } from './ask.ts';
import type { FittedTable } from './fitting.ts';
import { type FlatRows, readFeatures } from './flat-rows.ts';
import type { Parts } from './parts.ts';
import type { TablePlan } from './plan.ts';
import { rowsPerFile } from './unload-rows.ts';
import { featuresOf } from './words.ts';

/** What is said of every row of the table, in its order. */
export interface ScoredTable {
  readonly predicted: Prediction;
  /** Texts of up to three reasons by row; rows without an entry were not explained. */
  readonly reasons: ReadonlyMap<number, readonly string[]>;
  /** Rows explained; fewer than all where the table is large. */
  readonly explained: number;
}

/** Rows read at a time to be explained, and explained at a time: a contribution per row, column and member is held. */
const readAtOnce = 5000;
const explainedAtOnce = 500;

interface Scoring {
  readonly rows: FlatRows;
  readonly parts: Parts;
  readonly plan: TablePlan;
  readonly fitted: FittedTable;
  readonly ask: Pick<Ask, 'reasons'>;
  readonly store: ObjectStore;
  readonly progress: Progress;
}

/** Scores all rows, a file at a time, and explains those likeliest to leave. A judged row keeps what judged it. */
export async function scoreTable(scoring: Scoring): Promise<ScoredTable> {
  const { rows, fitted, progress } = scoring;
  const predicted = emptyPrediction(rows.count);
  const judgedByFold = fitted.foldModels.length > 0;
  if (judgedByFold) place(predicted, fitted.judged.at, fitted.judged.predicted);
  for (let first = 0; first < rows.count; first += rowsPerFile) {
    progress.fraction(first / rows.count, 'rows scored');
    const at = rowsFrom(rows, first).filter((row) => !judgedByFold || scoring.parts.part[row] === -1);
    if (at.length > 0) place(predicted, at, fitted.model.predict(await features(scoring, at)));
  }
  const chosen = likeliest(predicted.churn, scoring.ask.reasons);
  return { predicted, reasons: await explain(scoring, chosen), explained: chosen.length };
}

const rowsFrom = ({ count }: FlatRows, first: number): Int32Array =>
  Int32Array.from({ length: Math.min(rowsPerFile, count - first) }, (_, i) => first + i);

const features = ({ store, rows, plan }: Scoring, at: Int32Array): Promise<FeatureTable> =>
  readFeatures(store, rows, plan.features, at);

function place(to: Prediction, at: Int32Array, from: Prediction): void {
  for (const key of Object.keys(to) as (keyof Prediction)[]) {
    const [target, source] = [to[key], from[key]];
    for (let i = 0; i < at.length; i++) target[at[i]!] = source[i]!;
  }
}

/** The rows with the highest chances, in the order of the table. */
function likeliest(churn: Float64Array, most: number): Int32Array {
  const all = Int32Array.from(churn.keys());
  if (churn.length <= most) return all;
  return all
    .sort((a, b) => churn[b]! - churn[a]! || a - b)
    .slice(0, most)
    .sort();
}

/** Each row is explained by the model that scored it, a model after the other: a few rows at a time cost nearly as much as many. */
async function explain(scoring: Scoring, chosen: Int32Array): Promise<Map<number, string[]>> {
  const { fitted, parts, plan, progress } = scoring;
  const words = featuresOf(plan);
  const texts = new Map<number, string[]>();
  const byModel = new Map<RetentionModel, number[]>();
  for (const row of chosen) {
    const model = fitted.foldModels[parts.part[row]!] ?? fitted.model;
    const rows = byModel.get(model);
    if (rows) rows.push(row);
    else byModel.set(model, [row]);
  }
  for (const [model, rows] of byModel) {
    for (const read of blocksOf(rows, readAtOnce)) {
      const table = await features(scoring, Int32Array.from(read));
      for (const at of blocksOf([...read.keys()], explainedAtOnce)) {
        progress.fraction(texts.size / chosen.length, 'rows explained');
        for (const [i, reasons] of reasonTexts(model, table, at, words).entries())
          texts.set(read[at[i]!]!, reasons);
        await new Promise<void>((resolve) => setImmediate(resolve));
      }
    }
  }
  return texts;
}

function blocksOf(values: readonly number[], size: number): number[][] {
  const count = Math.ceil(values.length / size);
  return Array.from({ length: count }, (_, block) => values.slice(block * size, (block + 1) * size));
}

function reasonTexts(
  model: RetentionModel,
  table: FeatureTable,
  at: readonly number[],
  features: readonly Feature[],
): string[][] {
  const words = { features, usual: model.usual(), language: english, currency: 'EUR' };
  return reasonsFor(model.explain(table, at), table, at, words).map((reasons) =>
    reasons.map(({ text }) => text),
  );
}
