import type { StageTable } from '../../contracts/stages.ts';
import type { Access } from './access.ts';

/** What a function is made of, beside its code. */
export interface FunctionShape {
  readonly access: Access;
  readonly memoryMegabytes: number;
  readonly minutes: number;
  /** Holds the business's config. */
  readonly business: boolean;
  /** Computes with models. */
  readonly computes: boolean;
}

/** Name of the function that does one shard of a stage's work. */
export const shardFunction = (stage: string): string => `${stage}-shard`;

/** Every function of a deployment: what plans a run, what each stage needs, what writes the weekly page, what watches the deadline, what tells webhooks, and the pulse. */
export function shapesOf(table: StageTable): Record<string, FunctionShape> {
  const shapes: Record<string, FunctionShape> = { plan };
  for (const [name, stage] of Object.entries(table)) {
    if (stage.shards) shapes[shardFunction(name)] = shardShape(stage, stage.shards);
    shapes[name] = stageShape(stage);
  }
  return { ...shapes, report, deadline, webhooks, pulse };
}

type StageEntry = StageTable[string];

/** A stage reads its run's plan and the records before its own, and puts its own. */
const stageShape = ({
  folders,
  queries,
  asksServices,
  computes,
  memoryMegabytes,
  minutes,
}: StageEntry): FunctionShape => {
  const { reads = [], writes = [], unloads = [] } = folders;
  return {
    access: {
      reads: ['runs', ...reads.filter((folder) => folder !== 'raw')],
      writes: ['stages', ...writes],
      unloads,
      queries,
      raw: reads.includes('raw'),
      asksServices: asksServices === true,
    },
    memoryMegabytes,
    minutes,
    business: false,
    computes,
  };
};

/** A shard asks no warehouse and leaves no record: the stage counts what its shards wrote. */
const shardShape = (
  { folders, computes }: StageEntry,
  { memoryMegabytes, minutes }: NonNullable<StageEntry['shards']>,
): FunctionShape => ({
  access: { reads: ['runs', 'stages', ...(folders.reads ?? [])], writes: folders.writes ?? [] },
  memoryMegabytes,
  minutes,
  business: false,
  computes,
});

const plan: FunctionShape = {
  access: { raw: true, reads: ['models'], writes: ['runs'] },
  memoryMegabytes: 1769,
  minutes: 15,
  business: true,
  computes: false,
};

const report: FunctionShape = {
  access: { reads: ['runs', 'stages', 'metrics', 'alerts', 'themes', 'published'], writes: ['reports'] },
  memoryMegabytes: 1024,
  minutes: 3,
  business: false,
  computes: false,
};

const deadline: FunctionShape = {
  access: { reads: ['lists'] },
  memoryMegabytes: 512,
  minutes: 1,
  business: true,
  computes: false,
};

/** Its minutes hold ten webhooks that answer nothing, each asked three times. */
const webhooks: FunctionShape = {
  access: { reads: ['lists'], writes: ['outbox'], clears: ['outbox'] },
  memoryMegabytes: 512,
  minutes: 10,
  business: true,
  computes: false,
};

/** Reads what has landed, and raises what the night would raise; the scratch of its own is cleared as a stage's is. */
const pulse: FunctionShape = {
  access: {
    raw: 'files',
    reads: ['runs', 'stages', 'scores', 'texts', 'lists', 'published'],
    writes: ['ledger'],
    unloads: ['clean', 'quarantine', 'pulse'],
    queries: true,
    tells: true,
    asksServices: true,
  },
  memoryMegabytes: 1769,
  minutes: 10,
  business: false,
  computes: false,
};
