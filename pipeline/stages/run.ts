import { createHash } from 'node:crypto';
import type { Run } from '../../contracts/artefacts/plan.ts';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import type { Progress } from '../../contracts/ports/progress.ts';
import type { Warehouse } from '../../contracts/ports/warehouse.ts';

/** Where a run works. Each stage opens a warehouse of its own and closes it, which gives the memory back. */
export interface RunEnvironment {
  readonly store: ObjectStore;
  readonly openWarehouse: () => Promise<Warehouse>;
  readonly progress: Progress;
  /** Most threads to compute with; as many as there are cores where left out. No result depends on it. */
  readonly threads?: number;
}

/** Names the run. Where the inputs lie does not matter, only what they hold. */
export function nameRun(parts: Omit<Run, 'id'>): Run {
  const { config, asOf, training, codeVersion, inputs } = parts;
  const content = {
    config: { ...config, inputs: inputs.map(({ name, fingerprint }) => ({ name, fingerprint })) },
    asOf,
    training,
    codeVersion,
  };
  const id = createHash('sha256')
    .update(JSON.stringify(sortKeys(content)))
    .digest('hex')
    .slice(0, 12);
  return { id, ...parts };
}

/** The order in which keys stand in a config must not change a run's id. */
function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sortKeys(inner)]));
}

/** A seed for something random in a run: differs by purpose, repeats with the run. */
export function seedOf(run: Run, purpose: string): number {
  return createHash('sha256')
    .update(`${run.id}/${run.config.training.seed}/${purpose}`)
    .digest()
    .readUInt32LE(0);
}
