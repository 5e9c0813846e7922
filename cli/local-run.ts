import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Run } from '../contracts/artefacts/plan.ts';
import { followsData } from '../contracts/config/business.ts';
import type { Config } from '../contracts/config/config.ts';
import type { Exposure } from '../contracts/config/exposures.ts';
import { readConfig } from '../contracts/config/read-config.ts';
import { day } from '../contracts/config/values.ts';
import { ConfigError } from '../contracts/errors.ts';
import type { ObjectStore } from '../contracts/ports/object-store.ts';
import type { Progress } from '../contracts/ports/progress.ts';
import { readChampion } from '../pipeline/registry/registry.ts';
import { configAt } from '../pipeline/stages/plan.ts';
import { nameRun, type RunEnvironment } from '../pipeline/stages/run.ts';
import { openMoodService } from '../platform/aws/moods/open-mood-service.ts';
import { openDuckdbWarehouse } from '../platform/local/duckdb-warehouse.ts';
import { folderStore, sweepDrafts } from '../platform/local/folder-store.ts';
import { findInputs } from '../platform/local/inputs.ts';
import { unreadBeside, unreadSentence } from '../platform/local/unread-beside.ts';
import { dayAfterLast } from './follow-data.ts';
import { folderOf } from './open-store.ts';

/** The options that every command on a run takes. */
export interface RunOptions {
  readonly config: string;
  readonly out: string;
  readonly asOf?: string;
  readonly threads?: number;
  /** Memory of the SQL engine, such as `4GB`. */
  readonly memory?: string;
  /** False: the champion scores, nothing is trained. */
  readonly training?: boolean;
  /** False: models are judged and never score anybody, so that no second fit is made. */
  readonly refit?: boolean;
  /** Changes to be looked at beside those of the config. */
  readonly exposures?: readonly Exposure[];
}

export interface LocalRun {
  readonly run: Run;
  readonly environment: RunEnvironment;
}

/** Reads the config, finds the inputs and opens the output folder. */
export async function openLocalRun(options: RunOptions, progress: Progress): Promise<LocalRun> {
  const root = folderOf(options.out);
  const store = folderStore(root);
  const run = await wantedRun(options, store);
  await sayUnread(run.config, options.config, progress);
  await sweepDrafts(root);
  const threads = options.threads === undefined ? {} : { threads: options.threads };
  const memory = options.memory === undefined ? {} : { memory: options.memory };
  const openWarehouse = () => openDuckdbWarehouse({ root, store, ...threads, ...memory });
  return { run, environment: { store, openWarehouse, progress, openMoodService, ...threads } };
}

/** New files that no input reads are said, or next week's list would be made of last week's data without a word. */
async function sayUnread(config: Config, file: string, progress: Progress): Promise<void> {
  const unread = await unreadBeside(config, file);
  if (unread.length > 0) progress.stage('inputs');
  for (const one of unread) progress.note(unreadSentence(one));
}

/** The run that the options ask for: the config and the inputs as they are here, the champion as it stands in the store. */
export async function wantedRun(options: RunOptions, store: ObjectStore): Promise<Run> {
  const told = dayOf(options.asOf);
  const written = adjusted(await loadConfig(options.config), options);
  const inputs = await findInputs(written, options.config);
  const { dataUntil } = written.business;
  const asOf = told ?? (dataUntil === followsData ? await dayAfterLast(written, inputs) : dataUntil);
  const config = configAt(written, asOf);
  const wanted = {
    config,
    asOf,
    training: options.training ?? true,
    code: STAGE_VERSIONS,
    inputs,
  };
  return nameRun(wanted, await readChampion(store));
}

/** @throws ConfigError where there is no such file, it cannot be read, or something in it is wrong */
export async function loadConfig(file: string): Promise<Config> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new ConfigError(
      unread[error.code ?? '']?.(file) ?? `The config ${file} cannot be read (${error.code})`,
    );
  });
  return readConfig(text, file);
}

const noConfig = (file: string): string =>
  `There is no config ${file}. Write one with \`holdfast init FILES…\`, or name one with --config`;

/** Why a config could not be read, by the system's code. */
const unread: Readonly<Record<string, (file: string) => string>> = {
  ENOENT: noConfig,
  ENOTDIR: noConfig,
  EISDIR: (file) =>
    `${file} is a folder: name the config in it, such as --config ${join(file, 'holdfast.yaml')}`,
  EACCES: (file) =>
    `The config ${file} may not be read: change its permissions, or name another with --config`,
};

const adjusted = (config: Config, { refit, exposures = [] }: RunOptions): Config => ({
  ...config,
  training: refit === undefined ? config.training : { ...config.training, refit },
  exposures: [...config.exposures, ...exposures],
});

/** The option's day; it has to be one. */
function dayOf(asOf: string | undefined): string | undefined {
  if (asOf === undefined || day.safeParse(asOf).success) return asOf;
  throw new ConfigError(`--as-of ${asOf}: write a real day, such as 2026-01-31`);
}
