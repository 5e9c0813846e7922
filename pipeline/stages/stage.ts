import { HoldfastError } from '../../contracts/errors.ts';
import { keys } from '../../contracts/keys.ts';
import type { ObjectStore, StoredObject } from '../../contracts/ports/object-store.ts';
import type { Run, RunEnvironment } from './run.ts';

/** The stages in the order of the flow. */
export const stageNames = ['check', 'features', 'train', 'score', 'list'] as const;

export type StageName = (typeof stageNames)[number];

/** Health is recorded like a stage, but none waits for it and no run needs it to be complete. */
export type RecordedStage = StageName | 'health';

/** What a stage leaves behind: its result for the stages after it, and the objects it wrote. */
export interface StageRecord<Result> {
  readonly stage: RecordedStage;
  readonly run: string;
  readonly result: Result;
  readonly outputs: readonly StageOutput[];
}

interface StageOutput {
  readonly key: string;
  readonly size: number;
  /** The object store's tag of the content. */
  readonly tag: string | null;
}

export interface StageResult<Result> {
  readonly result: Result;
  /** Prefixes under which the stage wrote. */
  readonly wrote: readonly string[];
}

/**
 * Runs a stage once: where its record says that it is complete and its outputs still stand, the record is returned.
 * The record is written last, so that a stage killed half-way starts again and overwrites what it had begun.
 */
export async function runStage<Result>(
  stage: RecordedStage,
  run: Run,
  environment: RunEnvironment,
  body: () => Promise<StageResult<Result>>,
): Promise<StageRecord<Result>> {
  const { store, progress } = environment;
  const earlier = await findRecord<Result>(store, run, stage);
  progress.stage(stage);
  if (earlier !== null && (await stands(store, earlier))) {
    progress.note('complete already');
    return earlier;
  }
  const { result, wrote } = await body();
  const record = { stage, run: run.id, result, outputs: await describeOutputs(store, wrote) };
  await store.put(keys.stageRecord(run.id, stage), `${JSON.stringify(record, null, 2)}\n`);
  return record;
}

/**
 * The result of an earlier stage of the run.
 * @throws HoldfastError where that stage has not been completed
 */
export async function resultOf<Result>(
  stage: StageName,
  run: Run,
  { store }: Pick<RunEnvironment, 'store'>,
): Promise<Result> {
  return (await recordOf<Result>(stage, run, store)).result;
}

/**
 * The record of an earlier stage of the run.
 * @throws HoldfastError where that stage has not been completed
 */
export async function recordOf<Result>(
  stage: StageName,
  run: Run,
  store: ObjectStore,
): Promise<StageRecord<Result>> {
  const record = await findRecord<Result>(store, run, stage);
  if (record !== null) return record;
  throw new HoldfastError(
    `Stage ${stage} of run ${run.id} is not complete: ${store.locate(keys.stageRecord(run.id, stage))} is missing. Run it first.`,
  );
}

async function findRecord<Result>(
  store: ObjectStore,
  run: Run,
  stage: RecordedStage,
): Promise<StageRecord<Result> | null> {
  const bytes = await store.get(keys.stageRecord(run.id, stage));
  return bytes && (JSON.parse(new TextDecoder().decode(bytes)) as StageRecord<Result>);
}

/** Folders are listed, not each object looked at: a stage may have left ten thousand of them. */
async function stands(store: ObjectStore, { outputs }: StageRecord<unknown>): Promise<boolean> {
  const found = new Map<string, StoredObject>();
  for (const folder of new Set(outputs.map(({ key }) => key.slice(0, key.lastIndexOf('/') + 1)))) {
    for (const object of await store.list(folder)) found.set(object.key, object);
  }
  for (const { key, tag } of outputs) {
    const object = found.get(key);
    if (object === undefined || (object.tag ?? (await store.tag(key))) !== tag) return false;
  }
  return true;
}

async function describeOutputs(store: ObjectStore, prefixes: readonly string[]): Promise<StageOutput[]> {
  const outputs: StageOutput[] = [];
  for (const prefix of prefixes) {
    for (const { key, size, tag } of await store.list(prefix)) {
      outputs.push({ key, size, tag: tag ?? (await store.tag(key)) });
    }
  }
  return outputs;
}
