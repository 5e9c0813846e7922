import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigError } from '../contracts/errors.ts';
import type { Progress } from '../contracts/ports/progress.ts';
import type { Warehouse } from '../contracts/ports/warehouse.ts';
import type { ProfiledInputs } from '../contracts/profile.ts';
import type { Ask } from '../flat/ask.ts';
import { evaluateTable } from '../flat/evaluate-table.ts';
import type { EvaluateReport } from '../flat/report.ts';
import { openDuckdbWarehouse } from '../platform/local/duckdb-warehouse.ts';
import { folderStore } from '../platform/local/folder-store.ts';
import { profileInputs } from '../platform/local/profile-input.ts';

/** The file, or the folder of its parts, and the folder for everything that is written. */
export interface EvaluationFiles {
  readonly path: string;
  readonly out: string;
}

/**
 * Trains, validates and explains on one flat table in a file.
 * @throws ConfigError where a file or a column is not what it was named for
 */
export async function evaluateFile(
  { path, out }: EvaluationFiles,
  ask: Ask,
  progress: Progress,
): Promise<EvaluateReport> {
  await refuseFile(out);
  return inScratch((root, warehouse) => evaluateAt({ path, out, root }, ask, warehouse, progress));
}

async function refuseFile(out: string): Promise<void> {
  const there = await stat(out).catch(() => null);
  if (there !== null && !there.isDirectory()) throw new ConfigError(`--out ${out} is a file; name a folder`);
}

/** What is unloaded while the table is worked on goes into a folder that is removed. */
async function inScratch<Result>(
  work: (root: string, warehouse: Warehouse) => Promise<Result>,
): Promise<Result> {
  const root = await mkdtemp(join(tmpdir(), 'holdfast-evaluate-'));
  const warehouse = await openDuckdbWarehouse({ root, store: folderStore(root) });
  try {
    return await work(root, warehouse);
  } finally {
    await warehouse.close();
    await rm(root, { recursive: true, force: true });
  }
}

async function evaluateAt(
  { path, out, root }: { path: string; out: string; root: string },
  ask: Ask,
  warehouse: Warehouse,
  progress: Progress,
): Promise<EvaluateReport> {
  progress.stage('look');
  const profiled = await profileInputs(warehouse, [path], progress);
  const [input, another] = profiled.inputs;
  if (input === undefined || another !== undefined) {
    throw new ConfigError(`${path} holds several tables: name one file`);
  }
  return evaluateTable(
    {
      warehouse,
      table: input.sampled ? `${input.name}__all` : input.name,
      input,
      malformed: await malformedLines(profiled, input.name, warehouse),
      scratch: folderStore(root),
      out: folderStore(out),
      progress,
      codeVersion: CODE_VERSION,
    },
    ask,
  );
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
