import { readDocument, writeDocument } from '../../contracts/artefacts/document.ts';
import type { Run } from '../../contracts/artefacts/plan.ts';
import {
  type StageOutput,
  type StageRecord,
  stageRecordDocument,
} from '../../contracts/artefacts/stage-record.ts';
import { HoldfastError } from '../../contracts/errors.ts';
import { keys } from '../../contracts/keys.ts';
import type { ObjectStore, StoredObject } from '../../contracts/ports/object-store.ts';
import { orderOf, type Stage, type StageName, type StageResults, stages } from '../../contracts/stages.ts';
import { declaredConfig } from './declared-config.ts';
import type { RunEnvironment } from './run.ts';

/** The stages in the order of the flow. */
export const stageOrder = orderOf(stages) as readonly StageName[];

/** It may fail: a run is complete without it. */
export const isOptional = (stage: StageName): boolean => 'optional' in stages[stage];

/** The key under which a stage of a run stands. */
export function keyOf(run: Run, stage: StageName): string {
  const key = run.keys[stage];
  if (key === undefined) throw new RangeError(`Run ${run.id} has no stage ${stage}`);
  return key;
}

export interface StageResult<Name extends StageName> {
  readonly result: StageResults[Name];
  /** Prefixes under which the stage wrote. */
  readonly wrote: readonly string[];
}

/** Gets the run, with the config as far as the stage declares that it reads it, and the stage's key. */
type Work<Name extends StageName> = (run: Run, key: string) => Promise<StageResult<Name>>;

interface Renewed<Name extends StageName> {
  readonly work: Work<Name>;
  /** Whether a record that stands still says what is asked. */
  readonly holds: (record: StageRecord<Name>) => Promise<boolean>;
}

/** What a stage does; with `holds` where what is asked depends on more than the key. */
type StageBody<Name extends StageName> = Work<Name> | Renewed<Name>;

/**
 * Runs a stage once for all runs that share its key: where its record says that it is complete and its outputs still stand,
 * the record is returned. The record is written last, so that a stage killed half-way starts again and overwrites what it
 * had begun.
 */
export async function runStage<Name extends StageName>(
  stage: Name,
  run: Run,
  environment: RunEnvironment,
  body: StageBody<Name>,
): Promise<StageRecord<Name>> {
  const { store, progress } = environment;
  const { work, holds } = typeof body === 'function' ? { work: body, holds: async () => true } : body;
  const key = keyOf(run, stage);
  progress.stage(stage);
  const earlier = await findRecord(store, run, stage);
  if (earlier !== null && (await stands(store, earlier)) && (await holds(earlier))) {
    progress.note('complete already');
    return earlier;
  }
  const { result, wrote } = await work(declared(run, stage), key);
  const record = { stage, key, result, outputs: await describeOutputs(store, wrote) };
  await writeDocument(store, stageRecordDocument(stage), keys.stageRecord(key, stage), record);
  return record;
}

/** The run as a stage may see it. */
export function declared(run: Run, stage: StageName): Run {
  const { config, shows = [] }: Stage = stages[stage];
  return { ...run, config: declaredConfig(run.config, [...config, ...shows]) };
}

/** The record of a stage where it is complete and its outputs stand, for all runs that share its key; else null. */
export async function standingRecord<Name extends StageName>(
  stage: Name,
  run: Run,
  store: ObjectStore,
): Promise<StageRecord<Name> | null> {
  const record = await findRecord(store, run, stage);
  return record !== null && (await stands(store, record)) ? record : null;
}

/**
 * The result of an earlier stage of the run.
 * @throws HoldfastError where that stage has not been completed
 */
export async function resultOf<Name extends StageName>(
  stage: Name,
  run: Run,
  { store }: Pick<RunEnvironment, 'store'>,
): Promise<StageResults[Name]> {
  return (await recordOf(stage, run, store)).result;
}

/**
 * The record of an earlier stage of the run.
 * @throws HoldfastError where that stage has not been completed
 */
export async function recordOf<Name extends StageName>(
  stage: Name,
  run: Run,
  store: ObjectStore,
): Promise<StageRecord<Name>> {
  const record = await findRecord(store, run, stage);
  if (record !== null) return record;
  throw new HoldfastError(
    `Stage ${stage} of run ${run.id} is not complete: ${store.locate(keys.stageRecord(keyOf(run, stage), stage))} is missing. Run it first.`,
  );
}

/** The record of a stage, whether its outputs still stand or not; null where it was never complete. */
export async function findRecord<Name extends StageName>(
  store: ObjectStore,
  run: Run,
  stage: Name,
): Promise<StageRecord<Name> | null> {
  const key = run.keys[stage];
  if (key === undefined) return null; // planned before there was such a stage
  return (await readDocument(store, stageRecordDocument(stage), keys.stageRecord(key, stage)))?.value ?? null;
}

/** Folders are listed, not each object looked at: a stage may have left ten thousand of them. */
async function stands(store: ObjectStore, { outputs }: StageRecord): Promise<boolean> {
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
