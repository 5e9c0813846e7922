import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { prepareBackend } from '../../../models/backend.ts';
import { measureQuality, simpleRules } from '../../../models/quality.ts';
import { fitEnsembleModel } from '../../../models/retention.ts';
import type { LearningSet, Prediction, RetentionModel } from '../../../models/types.ts';
import { readLearningSet } from '../learning-file.ts';
import { madeRows } from './made-rows.ts';
import type { SpeedTask } from './task.ts';

/** What one speed task took, on the clock, in a process of its own. */
export interface SpeedResult {
  readonly backend: string;
  /** Until the model was judged, and until it was refitted and published, as the product does. */
  readonly judged: Cost;
  readonly published: Cost;
  /** Metrics with their intervals, beside the simple rules. */
  readonly validateSeconds: number;
  readonly explainSeconds: number;
  readonly scoreSeconds: number;
  /** Largest memory when training was done, and at the end. */
  readonly peakFitMegabytes: number;
  readonly peakMegabytes: number;
}

interface Cost {
  readonly seconds: number;
  readonly cpuSeconds: number;
}

/** A shard of the product's scoring. */
const shard = 100_000;

/** Trains, validates, explains and scores made rows; writes what each took. */
export async function runSpeed(task: SpeedTask, folder: string): Promise<void> {
  const [train, later] = ['train', 'later'].map((part) => readLearningSet(join(folder, part)));
  const { name: backend } = await prepareBackend();
  const spent = stopwatch();
  let judged: Cost | undefined;
  const onProgress = (_: number, note: string) => {
    if (note.startsWith('blended')) judged = spent();
  };
  const fitted = await fitEnsembleModel(train!, later!, { seed: 1, refit: true, onProgress });
  const published = spent();
  const peakFitMegabytes = peak();
  const [, validateSeconds] = await timed(() => validate(train!, later!, fitted.later));
  const [, explainSeconds] = await timed(() =>
    fitted.model.explain(
      later!.table,
      Array.from({ length: task.explain }, (_, i) => i),
    ),
  );
  const scoreSeconds = await scoreShards(fitted.model, task.score);
  const result: SpeedResult = {
    backend,
    judged: judged!,
    published,
    validateSeconds,
    explainSeconds,
    scoreSeconds,
    peakFitMegabytes,
    peakMegabytes: peak(),
  };
  writeFileSync(join(folder, 'speed.json'), JSON.stringify(result));
}

/** Scores so many made rows, a shard at a time; making them is not counted. */
async function scoreShards(model: RetentionModel, rows: number): Promise<number> {
  let seconds = 0;
  for (let from = 0; from < rows; from += shard) {
    const { table } = madeRows(Math.min(shard, rows - from), 100 + from, 20_200);
    seconds += (await timed(() => model.predict(table)))[1];
  }
  return seconds;
}

function validate(train: LearningSet, later: LearningSet, predicted: Prediction) {
  const columns = { recency: 'number_0', frequency: 'number_1', monetary: 'number_2', pastValue: 'number_2' };
  return measureQuality(later, predicted, simpleRules(train, later, columns), { listShare: 0.02, seed: 1 });
}

function stopwatch(): () => Cost {
  const [cpu, clock] = [process.cpuUsage(), performance.now()];
  return () => {
    const { user, system } = process.cpuUsage(cpu);
    return { seconds: (performance.now() - clock) / 1000, cpuSeconds: (user + system) / 1e6 };
  };
}

async function timed<Result>(work: () => Result | Promise<Result>): Promise<[Result, number]> {
  const started = performance.now();
  const result = await work();
  return [result, (performance.now() - started) / 1000];
}

const peak = () => process.resourceUsage().maxRSS / 1024;
