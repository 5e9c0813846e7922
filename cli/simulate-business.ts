import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { documentBytes, parseDocument } from '../contracts/artefacts/document.ts';
import {
  type SimulationManifest,
  simulationDocument,
  type WrittenFile,
} from '../contracts/artefacts/simulation.ts';
import { ConfigError, HoldfastError } from '../contracts/errors.ts';
import type { Progress } from '../contracts/ports/progress.ts';
import type { SourceName } from '../contracts/sources/column.ts';
import { draftPath, sweepDrafts } from '../platform/local/folder-store.ts';
import { openTableWriter, type TableFormat, type TableWriter } from '../platform/local/write-table.ts';
import { configText } from '../simulator/config-text.ts';
import type { SimulationPlan } from '../simulator/plan.ts';
import { planOf, type SimulationOptions } from '../simulator/plan-of.ts';
import { type Simulation, simulate } from '../simulator/simulate.ts';
import type { Batch, Cells, TableColumn } from '../simulator/tables/table.ts';
import { effectsOf } from '../simulator/truth/effects.ts';
import { metricEffects } from '../simulator/truth/metrics.ts';
import { outcomesTruth } from '../simulator/truth/outcomes.ts';
import { worldTruth } from '../simulator/truth/world.ts';
import { folderOf } from './open-store.ts';

export interface SimulateOptions extends SimulationOptions {
  /** Folder for the tables, the config and the truth. */
  readonly out: string;
  readonly format?: TableFormat;
}

export interface SimulatedBusiness {
  readonly folder: string;
  /** Path of the holdfast.yaml that reads the tables. */
  readonly config: string;
  readonly tables: readonly { readonly source: string; readonly file: string; readonly rows: number }[];
  /** The folder held this very simulation already. */
  readonly reused: boolean;
}

const manifestName = 'simulation.json';
const configName = 'holdfast.yaml';
/** Where the true effects of campaigns stand, in the business's folder. */
export const effectsFile = 'truth/effects.json';
/** Tables of more customers are folders of files. */
const customersPerFile = 100_000;

/**
 * Lives a business and writes its tables, the truth about it and a config that reads the tables. The same options and
 * code give the same bytes; where they stand complete already, nothing is done.
 * @throws ConfigError for options that cannot be, or a folder that holds anything else.
 */
export async function simulateBusiness(
  options: SimulateOptions,
  progress: Progress,
): Promise<SimulatedBusiness> {
  const plan = planOf(options);
  const wanted = { plan, format: options.format ?? 'parquet', simulator: SIMULATOR_VERSION };
  const folder = folderOf(options.out);
  progress.stage('simulate');
  const present = await readManifest(folder);
  if (present !== null && (await holds(folder, present, wanted))) {
    progress.note('the same business is there already');
    return business(folder, present, true);
  }
  await refuseForeign(folder, present);
  await writeManifest(folder, { ...wanted, complete: false, files: present?.files ?? [] });
  await sweepDrafts(folder);
  const draft = draftPath(folder);
  const outcomes: Cells[] = [];
  const files = writeFiles(draft, await prepared(draft, simulate(plan)), wanted.format, (batch, columns) => {
    progress.fraction(batch.lived / plan.customers);
    if (batch.table === outcomesTruth.name) outcomes.push(...rowsOf(batch, columns));
  });
  await writeFile(join(draft, configName), configText(plan, configFiles(files, wanted.format)));
  const documents = documentsOf(plan, outcomes);
  for (const [name, content] of documents)
    await writeFile(join(draft, name), `${JSON.stringify(content, null, 2)}\n`);
  await replaceFiles(folder, draft, present?.files ?? [], [
    ...files.map(({ path }) => path),
    ...documents.keys(),
  ]);
  const manifest = { ...wanted, complete: true, files };
  await writeManifest(folder, manifest);
  return business(folder, manifest, false);
}

const business = (folder: string, { files }: SimulationManifest, reused: boolean): SimulatedBusiness => {
  const sources = files.filter(({ table }) => !table.startsWith('truth/'));
  const tables = sources.map(({ table, path, rows }) => ({ source: table, file: join(folder, path), rows }));
  return { folder, config: join(folder, configName), tables, reused };
};

async function readManifest(folder: string): Promise<SimulationManifest | null> {
  const path = join(folder, manifestName);
  const bytes = await readFile(path).catch(() => null);
  try {
    return bytes && parseDocument(simulationDocument, bytes, path);
  } catch (error) {
    if (error instanceof HoldfastError) return null;
    throw error;
  }
}

type Wanted = Omit<SimulationManifest, 'complete' | 'files'>;

/** Whether the folder holds just what is wanted, every file of it at its size. */
async function holds(
  folder: string,
  present: SimulationManifest,
  { plan, format, simulator }: Wanted,
): Promise<boolean> {
  const { complete, files, ...is } = present;
  const same =
    JSON.stringify([is.plan, is.format, is.simulator]) === JSON.stringify([plan, format, simulator]);
  if (!complete || !same) return false;
  const config = await stat(join(folder, configName)).catch(() => null);
  const sizes = await Promise.all(files.map(({ path }) => stat(join(folder, path)).catch(() => null)));
  return config !== null && files.every(({ bytes }, i) => sizes[i]?.size === bytes);
}

async function refuseForeign(folder: string, present: SimulationManifest | null): Promise<void> {
  await mkdir(folder, { recursive: true });
  const others = (await readdir(folder)).filter((name) => !name.startsWith('.'));
  if (present === null && others.length > 0) {
    throw new ConfigError(
      `${folder} is not empty and holds no simulation; name a folder of its own with --out`,
    );
  }
}

async function writeManifest(folder: string, manifest: SimulationManifest): Promise<void> {
  const draft = join(folder, `.${manifestName}`);
  await writeFile(draft, documentBytes(simulationDocument, manifest, draft));
  await rename(draft, join(folder, manifestName));
}

async function prepared(draft: string, simulation: Simulation): Promise<Simulation> {
  const sharded = simulation.plan.customers > customersPerFile;
  await mkdir(join(draft, 'truth'), { recursive: true });
  for (const { name } of sharded ? simulation.tables : [])
    await mkdir(join(draft, name), { recursive: true });
  return simulation;
}

/** Writes every table under the draft folder: one file each, or one per so many customers. */
function writeFiles(
  draft: string,
  simulation: Simulation,
  format: TableFormat,
  look: (batch: Batch, columns: readonly TableColumn[]) => void,
): WrittenFile[] {
  const { customers } = simulation.plan;
  const files: WrittenFile[] = [];
  const columnsOf = new Map(simulation.tables.map(({ name, columns }) => [name, columns]));
  const whole = customers <= customersPerFile;
  for (let from = 0; from < customers; from += customersPerFile) {
    const part = `part-${String(from / customersPerFile).padStart(5, '0')}`;
    const writers = new Map<string, { path: string; writer: TableWriter }>();
    for (const { name, columns } of simulation.tables) {
      const path = whole ? `${name}.${format}` : `${name}/${part}.${format}`;
      writers.set(name, { path, writer: openTableWriter(join(draft, path), columns, format) });
    }
    for (const batch of simulation.batches(from, Math.min(customers, from + customersPerFile))) {
      if (batch.rows > 0) writers.get(batch.table)?.writer.write(batch.columns);
      look(batch, columnsOf.get(batch.table) ?? []);
    }
    for (const [table, { path, writer }] of writers) files.push({ table, path, ...writer.close() });
  }
  return files;
}

/** Documents of the truth: the world's always, means over customers where they were asked for. */
function documentsOf(plan: SimulationPlan, outcomes: readonly Cells[]): Map<string, unknown> {
  const documents = new Map<string, unknown>([['truth/world.json', worldTruth(plan)]]);
  if (plan.truth.outcomes) documents.set(effectsFile, effectsOf(outcomes));
  if (plan.truth.metrics)
    documents.set('truth/metrics.json', metricEffects(plan, Math.min(plan.customers, customersForMetrics)));
  return documents;
}

/** Customers who stand for all where causes are moved: each is lived through seven times. */
const customersForMetrics = 2000;

const rowsOf = ({ rows, columns }: Batch, described: readonly TableColumn[]): Cells[] =>
  Array.from({ length: rows }, (_, i) =>
    Object.fromEntries(described.map(({ name }, c) => [name, columns[c]?.[i] ?? null])),
  );

function configFiles(files: readonly WrittenFile[], format: TableFormat) {
  const byTable = new Map(files.map(({ table, path }) => [table, path]));
  return [...byTable]
    .filter(([table]) => !table.startsWith('truth/'))
    .map(([table, path]) => {
      const parts = path.split('/');
      return { source: table as SourceName, file: parts.length > 1 ? parts[0]! : path, format };
    });
}

/** Takes the old files away and puts the new ones in their place. */
async function replaceFiles(
  folder: string,
  draft: string,
  old: readonly WrittenFile[],
  paths: readonly string[],
): Promise<void> {
  for (const { path } of old) await rm(join(folder, path), { force: true });
  for (const path of [...paths, configName]) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await rename(join(draft, path), join(folder, path));
  }
  await rm(draft, { recursive: true, force: true });
}
