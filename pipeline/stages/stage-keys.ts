import { createHash } from 'node:crypto';
import type { RunInput, RunParts } from '../../contracts/artefacts/plan.ts';
import { orderOf, type StageTable, stages } from '../../contracts/stages.ts';

/** What a stage depends on, and its key: the hash of it. */
export interface KeyedStage {
  readonly key: string;
  readonly material: StageMaterial;
}

/** All that can change what a stage writes. Plain data, so that two of them can be compared. */
export interface StageMaterial {
  readonly stage: string;
  readonly code: string;
  /** Values of the config, by path. */
  readonly config: Readonly<Record<string, unknown>>;
  readonly needs: Readonly<Record<string, string>>;
  readonly inputs?: readonly Omit<RunInput, 'locations' | 'copies' | 'table'>[];
  readonly asOf?: string;
  readonly training?: boolean;
  readonly champion?: string | null;
}

/** The key of every stage, in the order of the flow, with what went into it. */
export function keyStages(parts: RunParts, table: StageTable = stages): Record<string, KeyedStage> {
  const keyed: Record<string, KeyedStage> = {};
  for (const name of orderOf(table)) {
    const material = materialOf(name, parts, { table, keyed });
    keyed[name] = { key: hashOf(material), material };
  }
  return keyed;
}

function materialOf(
  stage: string,
  parts: RunParts,
  { table, keyed }: { table: StageTable; keyed: Readonly<Record<string, KeyedStage>> },
): StageMaterial {
  const { needs, config, reads } = table[stage]!;
  const { asOf, training, champion } = parts;
  const paths = config.filter((path) => path !== 'inputs').sort();
  return {
    stage,
    code: parts.code[stage] ?? 'unknown',
    config: Object.fromEntries(paths.map((path) => [path, valueAt(parts.config, path)])),
    needs: Object.fromEntries([...needs].sort().map((name) => [name, keyed[name]!.key])),
    ...(reads.inputs ? { inputs: parts.inputs.map(contentOf) } : {}),
    ...(reads.asOf ? { asOf } : {}),
    ...(reads.training ? { training } : {}),
    ...(reads.champion ? { champion } : {}),
  };
}

/** What an input holds and how it is read; not where it lies, so that the same files have the same keys everywhere. */
const contentOf = ({ locations: _, copies: __, table: ___, ...content }: RunInput) => content;

/** A value of the config by its path; null where the config leaves it out. */
export function valueAt(config: unknown, path: string): unknown {
  let value = config;
  for (const step of path.split('.')) value = (value as Record<string, unknown> | undefined)?.[step];
  return value ?? null;
}

/** A hash that does not depend on the order in which keys were written. */
export const hashOf = (value: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(sortKeys(value)))
    .digest('hex')
    .slice(0, 12);

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sortKeys(inner)]));
}
