import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigError } from '../contracts/errors.ts';
import type { Progress } from '../contracts/ports/progress.ts';
import type { Warehouse } from '../contracts/ports/warehouse.ts';
import type { ProfiledInputs } from '../contracts/profile.ts';
import type { FlatTableAt } from '../flat/evaluate-table.ts';
import { openDuckdbWarehouse } from '../platform/local/duckdb-warehouse.ts';
import { folderStore } from '../platform/local/folder-store.ts';
import { profileInputs } from '../platform/local/profile-input.ts';

/**
 * Opens one flat table for work on it; what is unloaded meanwhile goes into a folder that is removed.
 * @throws ConfigError where the path holds several tables
 */
export async function withFlatTable<Result>(
  path: string,
  out: string,
  progress: Progress,
  work: (at: FlatTableAt) => Promise<Result>,
): Promise<Result> {
  const root = await mkdtemp(join(tmpdir(), 'holdfast-table-'));
  const warehouse = await openDuckdbWarehouse({ root, store: folderStore(root) });
  try {
    return await work(await lookAt(path, { out, root, warehouse, progress }));
  } finally {
    await warehouse.close();
    await rm(root, { recursive: true, force: true });
  }
}

interface Place {
  readonly out: string;
  readonly root: string;
  readonly warehouse: Warehouse;
  readonly progress: Progress;
}

async function lookAt(path: string, { out, root, warehouse, progress }: Place): Promise<FlatTableAt> {
  progress.stage('look');
  const profiled = await profileInputs(warehouse, [path], progress);
  const [input, another] = profiled.inputs;
  if (input === undefined || another !== undefined) {
    throw new ConfigError(`${path} holds several tables: name one file`);
  }
  return {
    warehouse,
    table: input.sampled ? `${input.name}__all` : input.name,
    input,
    malformed: await malformedLines(profiled, input.name, warehouse),
    scratch: folderStore(root),
    out: folderStore(out),
    progress,
    codeVersion: CODE_VERSION,
  };
}

async function malformedLines(
  { attached }: ProfiledInputs,
  name: string,
  warehouse: Warehouse,
): Promise<number> {
  const table = attached[name]?.malformed ?? null;
  if (table === null) return 0;
  const [row] = await warehouse.rows(`select count(*) as n from "${table}"`);
  return Number(row?.n ?? 0);
}
