/**
 * The package as a library: a whole run and a flat table's evaluation. The mathematics have faces of their own
 * (`holdfast/retention`, `holdfast/buying`, …).
 */

import { announce } from './cli/announce.ts';
import { evaluateFile } from './cli/local-evaluation.ts';
import { openLocalRun, type RunOptions } from './cli/local-run.ts';
import type { Progress } from './contracts/ports/progress.ts';
import { quiet } from './contracts/ports/progress.ts';
import type { StageResults } from './contracts/stages.ts';
import type { Ask } from './flat/ask.ts';
import type { EvaluateReport } from './flat/report.ts';
import { runUntil } from './pipeline/stages/run-all.ts';

export { ConfigError, HoldfastError } from './contracts/errors.ts';
export {
  type SignedHeaders,
  type VerifyOptions,
  verifyWebhook,
  WebhookRefusedError,
} from './pipeline/announce/webhook-signature.ts';
export type { Ask, EvaluateReport, Progress, RunOptions };

/** Hears how far a run is. */
interface Heard {
  readonly progress?: Progress;
}

export type RunRequest = RunOptions & Heard;
export type ListManifest = StageResults['list'];

/**
 * Everything, from raw tables to the published lists, as `holdfast run` does it; what is complete already is not done again.
 * @returns the manifest of the lists, whose keys lie under `out`
 * @throws ConfigError where the config or a file is not as it should be, with the place and what to do
 */
export async function run({ progress = quiet, ...options }: RunRequest): Promise<ListManifest> {
  const local = await openLocalRun(options, progress);
  const manifest = await runUntil('list', local.run, local.environment);
  for (const line of await announce(local)) progress.note(line);
  return manifest;
}

export type EvaluateRequest = Pick<Ask, 'target'> &
  Partial<Ask> &
  Heard & {
    /** A CSV or Parquet file, or a folder of its parts. */
    readonly table: string;
    /** Folder for scores, reasons, card and model. */
    readonly out: string;
  };

/**
 * Trains, validates and explains on one flat table that says who left, as `holdfast evaluate` does it.
 * @throws ConfigError where a file or a column is not what it was named for
 */
export const evaluate = ({
  table,
  out,
  progress = quiet,
  ...ask
}: EvaluateRequest): Promise<EvaluateReport> =>
  evaluateFile({ path: table, out }, { ...defaults, ...ask }, progress);

const defaults = { drop: [], keep: [], mostRows: 200_000, reasons: 20_000, seed: 1 };
