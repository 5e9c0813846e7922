import { createHash } from 'node:crypto';
import { keys } from '../contracts/keys.ts';
import type { ObjectStore } from '../contracts/ports.ts';
import type { Run, RunEnvironment } from './run.ts';

/** What a stage leaves behind: its result for the stages after it, and the objects it wrote. */
export interface StageRecord<Result> {
  readonly stage: string;
  readonly run: string;
  readonly result: Result;
  readonly outputs: readonly StageOutput[];
}

interface StageOutput {
  readonly key: string;
  readonly size: number;
  readonly sha256: string;
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
  stage: string,
  run: Run,
  environment: RunEnvironment,
  body: () => Promise<StageResult<Result>>,
): Promise<StageRecord<Result>> {
  const { store, progress } = environment;
  const key = keys.stageRecord(run.id, stage);
  const earlier = await readRecord<Result>(store, key);
  progress.stage(stage);
  if (earlier !== null && (await stands(store, earlier))) {
    progress.note('complete already');
    return earlier;
  }
  const { result, wrote } = await body();
  const record = { stage, run: run.id, result, outputs: await describeOutputs(store, wrote) };
  await store.put(key, `${JSON.stringify(record, null, 2)}\n`);
  return record;
}

async function readRecord<Result>(store: ObjectStore, key: string): Promise<StageRecord<Result> | null> {
  const bytes = await store.get(key);
  return bytes && (JSON.parse(new TextDecoder().decode(bytes)) as StageRecord<Result>);
}

async function stands(store: ObjectStore, record: StageRecord<unknown>): Promise<boolean> {
  for (const output of record.outputs) {
    const bytes = await store.get(output.key);
    if (bytes === null || sha256(bytes) !== output.sha256) return false;
  }
  return true;
}

async function describeOutputs(store: ObjectStore, prefixes: readonly string[]): Promise<StageOutput[]> {
  const outputs: StageOutput[] = [];
  for (const prefix of prefixes) {
    for (const { key, size } of await store.list(prefix)) {
      outputs.push({ key, size, sha256: sha256((await store.get(key)) ?? new Uint8Array()) });
    }
  }
  return outputs;
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
