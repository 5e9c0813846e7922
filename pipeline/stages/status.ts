import { readDocument } from '../../contracts/artefacts/document.ts';
import { planDocument, type Run } from '../../contracts/artefacts/plan.ts';
import { HoldfastError } from '../../contracts/errors.ts';
import { keys } from '../../contracts/keys.ts';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import type { StageName } from '../../contracts/stages.ts';
import { readIndex } from '../published/read-index.ts';
import { compareMaterials } from './compare-materials.ts';
import { keyOf, stageOrder, standingRecord } from './stage.ts';
import { keyStages } from './stage-keys.ts';

/** Whether a stage would be done, and why. */
export interface StageStatus {
  readonly stage: StageName;
  readonly key: string;
  readonly stands: boolean;
  /** What has changed since the run that is compared with; empty where it stands. */
  readonly why: readonly string[];
}

export interface Status {
  readonly run: string;
  readonly asOf: string;
  /** The run that was published last, which the reasons compare with; null where none was, or its plan cannot be read. */
  readonly since: { readonly run: string; readonly asOf: string } | null;
  readonly stages: readonly StageStatus[];
}

/** What of a run stands already, what would be done, and why. Changes nothing. */
export async function statusOf(store: ObjectStore, run: Run): Promise<Status> {
  const earlier = await lastPlan(store);
  const now = keyStages(run);
  const then = earlier && keyStages(earlier);
  const stages: StageStatus[] = [];
  for (const stage of stageOrder) {
    const stands = (await standingRecord(stage, run, store)) !== null;
    const why = stands ? [] : reasons(now[stage]!.material, then?.[stage]?.material);
    stages.push({ stage, key: keyOf(run, stage), stands, why });
  }
  return { run: run.id, asOf: run.asOf, since: earlier && { run: earlier.id, asOf: earlier.asOf }, stages };
}

type Material = Parameters<typeof compareMaterials>[0];

function reasons(now: Material, then: Material | undefined): string[] {
  if (then === undefined) return ['it has not been done yet'];
  const changes = compareMaterials(now, then);
  return changes.length > 0
    ? changes
    : ['it is not complete: what it wrote was never finished, changed, or removed'];
}

/** The plan of the run that was published last; of one that this version cannot read, nothing is compared. */
async function lastPlan(store: ObjectStore): Promise<Run | null> {
  const last = (await readIndex(store)).index.runs.at(-1);
  if (last === undefined) return null;
  try {
    return (await readDocument(store, planDocument, keys.plan(last.run)))?.value ?? null;
  } catch (error) {
    if (error instanceof HoldfastError) return null;
    throw error;
  }
}
