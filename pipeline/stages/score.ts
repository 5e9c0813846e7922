import type { FeatureReport } from '../../contracts/artefacts/feature-report.ts';
import type { Run } from '../../contracts/artefacts/plan.ts';
import type { StageRecord } from '../../contracts/artefacts/stage-record.ts';
import { HoldfastError } from '../../contracts/errors.ts';
import { keys } from '../../contracts/keys.ts';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import { readMatrixRows } from '../features/read-matrix.ts';
import { loadModel, type StoredModel } from '../registry/model-store.ts';
import { backendSentence } from '../reports/sentences/backend-sentence.ts';
import { moodSentences } from '../reports/sentences/feature-mood-sentences.ts';
import {
  type CountedScores,
  countReadable,
  countScores,
  isComplete,
  type ScoredPlace,
} from '../scoring/count-scores.ts';
import { scoreCustomers } from '../scoring/score.ts';
import { writeScores } from '../scoring/scores-file.ts';
import { openParquet, rowRanges } from '../tables/parquet-columns.ts';
import { ordersOf } from '../training/extrapolation.ts';
import type { RunEnvironment } from './run.ts';
import { findRecord, keyOf, resultOf, runStage } from './stage.ts';

/**
 * Scores every customer at the run's as-of date: chance of leaving, value, value at risk, each with its interval. Shards
 * that were scored already, by this run before it was killed or by others side by side, are not scored again, unless
 * their scores are not what was recorded, or do not add up.
 */
export function score(run: Run, environment: RunEnvironment): Promise<StageRecord<'score'>> {
  return runStage('score', run, environment, async (run) => {
    const place = { ...environment, scores: keys.scores(keyOf(run, 'score')) };
    const scorer = await openScorer(run, environment);
    const shards = await shardsToScore(run, environment);
    const scored = await scoredShards(run, environment);
    const expected = await customersOf(run, environment);
    const left = shards.filter((shard) => !scored.has(scoresKey(run, shard)));
    await scoreShards(left, scorer, environment);
    let counted = await countReadable(place);
    const stood = left.length < shards.length;
    if (stood && (counted === null || !isComplete(counted, expected))) {
      await scoreShards(shards, scorer, environment); // one that stood already is cut, or of other features
      counted = await countScores(place);
    }
    counted ??= await countScores(place);
    if (!isComplete(counted, expected)) refuseOtherCustomers(place, counted, { expected, asOf: run.asOf });
    const { customers, active } = counted;
    return {
      result: { model: scorer.version, customers, active },
      wrote: [place.scores],
    };
  });
}

/**
 * First files of the shards whose scores stand: where an earlier attempt has recorded them, those alone of which every file
 * is as it was then.
 */
async function scoredShards(run: Run, { store }: RunEnvironment): Promise<Set<string>> {
  const found = await store.list(keys.scores(keyOf(run, 'score')));
  const recorded = (await findRecord(store, run, 'score'))?.outputs;
  if (recorded === undefined) return new Set(found.map(({ key }) => key));
  const tags = new Map<string, string | null>();
  for (const { key, tag } of found) tags.set(key, tag ?? (await store.tag(key)));
  const changed = recorded.filter(({ key, tag }) => tags.get(key) !== tag).map(({ key }) => shardOf(key));
  return new Set([...tags.keys()].filter((key) => !changed.includes(shardOf(key))));
}

/** What the files of one shard have in common: `part-0.100000.parquet` goes with `part-0.parquet`. */
const shardOf = (key: string): string => key.replace(/(\.\d+)?\.parquet$/, '');

async function scoreShards(
  shards: readonly string[],
  scorer: Scorer,
  { progress }: RunEnvironment,
): Promise<void> {
  for (const [i, shard] of shards.entries()) {
    await scorer.score(shard);
    progress.fraction((i + 1) / shards.length);
  }
}

/** Keys of the feature files at the run's as-of date: each can be scored on its own. */
async function shardsToScore(run: Run, { store }: RunEnvironment): Promise<string[]> {
  const found = await store.list(`${keys.features(keyOf(run, 'features'))}as_of=${run.asOf}/`);
  return found.map(({ key }) => key).filter((key) => key.endsWith('.parquet'));
}

export interface Scorer {
  /** The version that scores. */
  readonly version: string;
  /** Scores one shard and writes its scores; again it writes the same bytes. */
  score(shard: string): Promise<void>;
}

/** Customers scored at a time, in a file of their own: how large a shard is, is the warehouse's choice. */
const rowsAtOnce = 100_000;

/** Loads the run's model once, for any number of shards; memory depends on the customers scored at a time alone. */
export async function openScorer(
  run: Run,
  environment: RunEnvironment,
  atOnce: number = rowsAtOnce,
): Promise<Scorer> {
  const report = await resultOf('features', run, environment);
  const { crowned } = await resultOf('train', run, environment);
  const names = report.features.map(({ name }) => name);
  const stored = await loadModel(environment.store, crowned.version, names);
  const { otherBackend } = stored.model;
  if (otherBackend !== undefined) environment.progress.note(backendSentence(otherBackend));
  for (const note of moodSentences(stored.entry.moods, report.moods)) environment.progress.note(note);
  const scoring = { run, store: environment.store, report, stored, atOnce };
  return {
    version: crowned.version,
    score: (shard) => scoreShard(shard, scoring),
  };
}

interface Scoring {
  readonly run: Run;
  readonly store: ObjectStore;
  readonly report: FeatureReport;
  readonly stored: StoredModel;
  /** Customers scored at a time. */
  readonly atOnce: number;
}

async function scoreShard(shard: string, { run, store, report, stored, atOnce }: Scoring): Promise<void> {
  const listed = (await store.list(shard)).find(({ key }) => key === shard);
  if (listed === undefined)
    throw new HoldfastError(`${store.locate(shard)} is gone. Run the features stage again.`);
  const file = await openParquet(store, shard, listed.size);
  const { entry, model } = stored;
  const { factors } = entry.extrapolation;
  // the first rows come last: their file says that the shard is scored
  for (const rows of rowRanges(file, atOnce).reverse()) {
    const customers = await readMatrixRows(file, report.features, rows);
    const scores = scoreCustomers(model, customers, { factors, stratum: ordersOf(customers.table) });
    await store.put(scoresKey(run, shard, rows.from), writeScores(scores));
  }
}

/** Scores stand under the name of the file of features that they were made of, and of the row that they begin at. */
function scoresKey(run: Run, shard: string, firstRow = 0): string {
  const name = shard.slice(shard.lastIndexOf('/') + 1);
  return (
    keys.scores(keyOf(run, 'score')) +
    (firstRow === 0 ? name : name.replace(/\.parquet$/, `.${firstRow}.parquet`))
  );
}

/**
 * Every customer of the matrix has one row of scores, however many functions wrote them: a shard that was overlooked, or one
 * of other rows that an attempt at the features had left, shows here.
 */
function refuseOtherCustomers(
  { store, scores }: ScoredPlace,
  { rows, customers }: CountedScores,
  { expected, asOf }: { expected: number | undefined; asOf: string },
): never {
  throw new HoldfastError(
    `${store.locate(scores)} has ${rows} rows of ${customers} customers, but the features have ${expected} customers at ${asOf}: a shard is missing, or is of other features. Remove that folder and run again.`,
  );
}

/** Customers of the matrix at the run's as-of date. */
async function customersOf(run: Run, environment: RunEnvironment): Promise<number | undefined> {
  const { dates } = await resultOf('features', run, environment);
  return dates.find(({ asOf }) => asOf === run.asOf)?.rows;
}
