import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { openLocalRun } from '../../cli/local-run.ts';
import type { Run } from '../../contracts/artefacts/plan.ts';
import { ConfigError, DataRefusedError } from '../../contracts/errors.ts';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import type { Progress } from '../../contracts/ports/progress.ts';
import type { StageName } from '../../contracts/stages.ts';
import { pulse } from '../../pipeline/stages/pulse.ts';
import type { RunEnvironment } from '../../pipeline/stages/run.ts';
import { runUntil } from '../../pipeline/stages/run-all.ts';
import { scratchFolder, writeText } from '../support/scratch.ts';
import { onChain } from './on-chain.ts';
import { type Asked, type Keeper, recordAsked } from './record/asked.ts';
import { cloudKeeper, localKeeper } from './record/keepers.ts';
import type { Chain } from './start-chain.ts';

/** A run that is over, with all that it asked its warehouse. */
export interface Done {
  readonly run: Run;
  readonly store: ObjectStore;
  readonly asked: readonly Asked[];
  /** Remarks for the person who waits. */
  readonly notes: readonly string[];
  /** What is said where data or config are refused; the stages after that did not run. */
  readonly refused: string | null;
}

interface How {
  /** Day that the run looks from; the first that the data does not hold where left out. */
  readonly asOf?: string;
  /** Last stage of the run. */
  readonly last?: StageName;
  /** What lands after it, file by file, each looked at by a pulse. */
  readonly lands?: Landing;
}

/** Files of an input, as text. */
export interface Landing {
  readonly input: string;
  readonly texts: readonly string[];
}

/** Puts a text where the run's files lie; answers its location. */
type Put = (name: string, text: string) => Promise<string>;

/** Runs a config on this machine alone, as `holdfast run` does: DuckDB and a folder. */
export async function runOnLaptop(
  config: string,
  out: string,
  { asOf, last, lands }: How = {},
): Promise<Done> {
  const { run, environment } = await openLocalRun({ config, out, ...(asOf ? { asOf } : {}) }, noProgress);
  const keeper = localKeeper(environment.store, scratchFolder({ for: 'file' }));
  const put: Put = async (name, text) => writeText(dirname(config), name, text);
  return runRecorded(run, environment, keeper, last, lands && { ...lands, put });
}

/** The same run with its raw files and all that it writes on the S3 server, and its queries on Trino. */
export async function runOnChain(chain: Chain, local: Run, { last, lands }: How = {}): Promise<Done> {
  const { store, openWarehouse } = onChain(chain);
  const run = { ...local, inputs: await upload(chain, local) };
  const keeper = cloudKeeper(chain, store, scratchFolder({ for: 'file' }));
  const put: Put = async (name, text) => {
    const { s3, bucket } = chain;
    await s3.send(new PutObjectCommand({ Bucket: bucket, Key: `raw/${name}`, Body: text }));
    return `s3://${bucket}/raw/${name}`;
  };
  return runRecorded(run, { store, openWarehouse }, keeper, last, lands && { ...lands, put });
}

const noProgress: Progress = { stage: () => undefined, note: () => undefined, fraction: () => undefined };

/** Runs until a stage or a refusal; all that the warehouse is asked, with its answers, is kept. */
export async function runRecorded(
  run: Run,
  environment: Pick<RunEnvironment, 'store' | 'openWarehouse'>,
  keeper: Keeper,
  last: StageName = 'list',
  lands?: Landing & { readonly put: Put },
): Promise<Done> {
  const { store, openWarehouse } = environment;
  const asked: Asked[] = [];
  const notes: string[] = [];
  const recording = {
    store,
    openWarehouse: async () => recordAsked(await openWarehouse(), asked, keeper),
    progress: { ...noProgress, note: (text: string) => void notes.push(text) },
  };
  const refused = await runUntil(last, run, recording).then(() => null, refusalOf);
  if (lands !== undefined && refused === null) await pulses(run, recording, lands);
  return { run, store, asked, notes, refused };
}

/** Pulses of the morning after the run, one for each file that lands. */
async function pulses(
  run: Run,
  environment: RunEnvironment,
  { input, texts, put }: Landing & { readonly put: Put },
): Promise<void> {
  const landed: string[] = [];
  for (const [i, text] of texts.entries()) {
    landed.push(await put(`landed-${i}.csv`, text));
    await pulse(new Date(Date.parse(`${run.asOf}T10:00:00Z`) + i * 300_000), {
      ...environment,
      tell: async () => {},
      listInputs: async (_, names) =>
        run.inputs
          .filter(({ name }) => names.includes(name))
          .map((one) => ({
            input: one,
            files: [...(one.locations ?? []), ...(one.name === input ? landed : [])].map((location) => ({
              location,
              tag: 'as it is',
              landedAt: 0,
              size: 0,
              digest: async () => null,
            })),
          })),
    });
  }
}

function refusalOf(error: unknown): string {
  if (error instanceof DataRefusedError || error instanceof ConfigError) return error.message;
  throw error;
}

async function upload({ s3, bucket }: Chain, { inputs }: Run): Promise<Run['inputs']> {
  const uploaded: Run['inputs'][number][] = [];
  for (const input of inputs) {
    const locations: string[] = [];
    for (const [i, path] of (input.locations ?? []).entries()) {
      const Key = `raw/${input.name}-${i}${path.slice(path.indexOf('.', path.lastIndexOf('/')))}`;
      await s3.send(new PutObjectCommand({ Bucket: bucket, Key, Body: readFileSync(path) }));
      locations.push(`s3://${bucket}/${Key}`);
    }
    uploaded.push({ ...input, locations });
  }
  return uploaded;
}
