import { openLocalRun } from '../../cli/local-run.ts';
import { keys } from '../../contracts/keys.ts';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import { check } from '../../pipeline/stages/check.ts';
import { features } from '../../pipeline/stages/features.ts';
import { health } from '../../pipeline/stages/health.ts';
import { list } from '../../pipeline/stages/list.ts';
import { metrics } from '../../pipeline/stages/metrics.ts';
import { score } from '../../pipeline/stages/score.ts';
import { keyOf } from '../../pipeline/stages/stage.ts';
import { texts } from '../../pipeline/stages/texts.ts';
import { train } from '../../pipeline/stages/train.ts';
import { silent } from '../models/silent.ts';
import { type Meter, meteredWarehouse } from './metered-warehouse.ts';

const stages = { check, texts, features, train, score, health, metrics, list } as const;

export type StageName = keyof typeof stages;

/** What one stage took, in a process of its own. */
export interface StageCost {
  readonly stage: StageName | 'plan';
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly peakMegabytes: number;
  /** Of its queries, as Athena would count them; zeros where they were not metered. */
  readonly meter: Meter;
}

export interface StageRequest {
  readonly config: string;
  readonly out: string;
  readonly training: boolean;
  /** Learns the size of every table on the way, which takes time: metered runs are not timed. */
  readonly metered?: boolean;
  /** Times that the run was grown: tells its figures from those before. */
  readonly grown?: number;
}

/** Opens the run that a request names. */
export const openRun = ({ config, out, training }: StageRequest) =>
  openLocalRun({ config, out, training, threads: 2 }, silent);

/** Opens a run as a process of its own does, and says what that took: the inputs' fingerprints, programs loaded. */
export async function measurePlan(request: StageRequest): Promise<StageCost> {
  await openRun(request);
  return { stage: 'plan', seconds: performance.now() / 1000, ...usedSince(0), meter: nothing };
}

const nothing: Meter = { queries: 0, bytes: 0, billed: 0 };

/** Runs one stage of an opened run, though it may be complete, and says what it took: a run is opened once for all its stages. */
export async function runStage(stage: StageName, request: StageRequest): Promise<StageCost> {
  const { run, environment } = await openRun(request);
  const opened = cpuSeconds();
  await environment.store.delete(keys.stageRecord(keyOf(run, stage), stage));
  await forget(environment.store, stage, keyOf(run, 'score'));
  const meter: Meter = { ...nothing };
  const open = async () => meteredWarehouse(await environment.openWarehouse(), environment.store, meter);
  const started = performance.now();
  await stages[stage](run, request.metered ? { ...environment, openWarehouse: open } : environment);
  return { stage, seconds: (performance.now() - started) / 1000, ...usedSince(opened), meter };
}

function cpuSeconds(): number {
  const { userCPUTime, systemCPUTime } = process.resourceUsage();
  return (userCPUTime + systemCPUTime) / 1e6;
}

const usedSince = (before: number): Pick<StageCost, 'cpuSeconds' | 'peakMegabytes'> => ({
  cpuSeconds: cpuSeconds() - before,
  peakMegabytes: process.resourceUsage().maxRSS / 1024,
});

/** What the stage wrote before would not be written again, or not overwritten. */
async function forget(store: ObjectStore, stage: StageName, scores: string): Promise<void> {
  const written = { score: [keys.scores(scores)], list: ['lists/', 'ledger/'] };
  for (const prefix of stage === 'score' || stage === 'list' ? written[stage] : []) {
    for (const { key } of await store.list(prefix)) await store.delete(key);
  }
}
