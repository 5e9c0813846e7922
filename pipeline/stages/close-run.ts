import { writeDocument } from '../../contracts/artefacts/document.ts';
import type { Run } from '../../contracts/artefacts/plan.ts';
import { runManifestDocument } from '../../contracts/artefacts/run-manifest.ts';
import { HoldfastError } from '../../contracts/errors.ts';
import { keys } from '../../contracts/keys.ts';
import { stages } from '../../contracts/stages.ts';
import { settleDates } from '../published/move-index.ts';
import { declaredConfig } from './declared-config.ts';
import type { RunEnvironment } from './run.ts';
import { isOptional, recordOf, stageOrder } from './stage.ts';

/**
 * Writes the manifest of a run whose stages are all complete, and moves the index of what is published.
 * @throws HoldfastError where one is not, or where the run's manifest tells of other outputs
 */
export async function closeRun(run: Run, { store }: Pick<RunEnvironment, 'store'>): Promise<void> {
  const key = keys.runManifest(run.id);
  const manifest = await manifestOf(run, { store });
  const { put, bytes } = await writeDocument(store, runManifestDocument, key, manifest, { ifAbsent: true });
  const there = put ? bytes : await store.get(key);
  if (there === null || !Buffer.from(there).equals(bytes)) {
    throw new HoldfastError(
      `${store.locate(key)} tells of other outputs than this run's: a file of the run was changed by hand. Remove the folder of the run and run again.`,
    );
  }
  await settleDates(store);
}

async function manifestOf(run: Run, { store }: Pick<RunEnvironment, 'store'>) {
  const needed = stageOrder.filter((stage) => !isOptional(stage));
  const records = [];
  for (const stage of needed) records.push(await recordOf(stage, run, store));
  const read: readonly string[] = needed.flatMap((stage) => [...stages[stage].config]);
  return {
    state: 'complete' as const,
    run: run.id,
    asOf: run.asOf,
    inputs: run.inputs.map(({ name, fingerprint }) => ({ name, fingerprint })),
    config: {
      ...declaredConfig(
        run.config,
        read.filter((path) => path !== 'inputs'),
      ),
    },
    stages: records.map(({ stage, key, outputs }) => ({
      stage,
      key,
      record: keys.stageRecord(key, stage),
      outputs,
    })),
  };
}
